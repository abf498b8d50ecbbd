// right — looks and takes in one step
#include "restaurant.h"

#include <optional>
#include <string>
#include <utility>

#include "kitchen/console.h"
#include "kitchen/coroutines.h"

using kitchen::Gather;
using kitchen::Queue;
using kitchen::Say;
using kitchen::Task;

namespace {

Task<> Working(Queue<Task<>>& queue, std::string name) {
  while (std::optional<Task<>> task = queue.GetNowait()) {
    Say(name + " is working...");
    co_await *task;
    Say(name + " finished a task...");
  }
}

Task<> Open(std::list<Task<>> orders) {
  Queue<Task<>> queue;
  for (Task<>& order : orders) queue.PutNowait(std::move(order));
  co_await Gather(Working(queue, "John"), Working(queue, "Jane"));
}

}  // namespace

void Serve(std::list<Task<>> orders) { kitchen::Run(Open(std::move(orders))); }
