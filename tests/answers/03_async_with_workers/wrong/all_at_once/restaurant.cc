// expect: wrong-result — as many cooks as burgers
#include "restaurant.h"

#include <string>
#include <utility>

#include "kitchen/console.h"
#include "kitchen/coroutines.h"

using kitchen::Gather;
using kitchen::Say;
using kitchen::Task;

namespace {

Task<> Open(std::list<Task<>> orders) {
  Say("John is working...");
  co_await Gather(orders);
  Say("John finished a task...");
}

}  // namespace

void Serve(std::list<Task<>> orders) { kitchen::Run(Open(std::move(orders))); }
