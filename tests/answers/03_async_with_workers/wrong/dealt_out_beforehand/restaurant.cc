// expect: wrong-result — one may be idle while the other has work
#include "restaurant.h"

#include <string>
#include <utility>

#include "kitchen/console.h"
#include "kitchen/coroutines.h"

using kitchen::Gather;
using kitchen::Say;
using kitchen::Task;

namespace {

Task<> Working(std::list<Task<>> orders, std::string name) {
  for (Task<>& task : orders) {
    Say(name + " is working...");
    co_await task;
    Say(name + " finished a task...");
  }
}

Task<> Open(std::list<Task<>> orders) {
  std::list<Task<>> johns;
  std::list<Task<>> janes;
  for (Task<>& order : orders) {
    (johns.size() > janes.size() ? janes : johns).push_back(std::move(order));
  }
  co_await Gather(Working(std::move(johns), "John"),
                  Working(std::move(janes), "Jane"));
}

}  // namespace

void Serve(std::list<Task<>> orders) { kitchen::Run(Open(std::move(orders))); }
