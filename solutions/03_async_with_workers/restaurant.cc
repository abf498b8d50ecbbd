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

// What John and Jane do, both at once.
Task<> Working(Queue<Task<>>& queue, std::string name) {
  while (std::optional<Task<>> task = co_await queue.Get()) {
    Say(name + " is working...");
    co_await *task;
    Say(name + " finished a task...");
  }
}

Task<> Open(std::list<Task<>> orders) {
  Queue<Task<>> queue;
  for (Task<>& order : orders) co_await queue.Put(std::move(order));
  queue.Close();
  co_await Gather(Working(queue, "John"), Working(queue, "Jane"));
}

}  // namespace

void Serve(std::list<Task<>> orders) { kitchen::Run(Open(std::move(orders))); }
