// right — a queue with room for one, filled while the staff wait at it
#include "restaurant.h"

#include <optional>
#include <string>
#include <utility>

#include "kitchen/console.h"
#include "kitchen/coroutines.h"

using kitchen::CreateTask;
using kitchen::Gather;
using kitchen::Queue;
using kitchen::Say;
using kitchen::StartedTask;
using kitchen::Task;

namespace {

Task<> Working(Queue<Task<>>& queue, std::string name) {
  while (std::optional<Task<>> task = co_await queue.Get()) {
    Say(name + " is working...");
    co_await *task;
    Say(name + " finished a task...");
  }
}

Task<> Open(std::list<Task<>> orders) {
  Queue<Task<>> queue(1);
  StartedTask<> john = CreateTask(Working(queue, "John"));
  StartedTask<> jane = CreateTask(Working(queue, "Jane"));
  for (Task<>& order : orders) co_await queue.Put(std::move(order));
  queue.Close();
  co_await john;
  co_await jane;
}

}  // namespace

void Serve(std::list<Task<>> orders) { kitchen::Run(Open(std::move(orders))); }
