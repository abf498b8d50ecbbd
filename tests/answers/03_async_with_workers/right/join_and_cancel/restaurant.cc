// right — the staff wait for ever, and are sent home when all is done
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
    queue.TaskDone();
  }
}

Task<> Open(std::list<Task<>> orders) {
  Queue<Task<>> queue;
  for (Task<>& order : orders) queue.PutNowait(std::move(order));
  StartedTask<> john = CreateTask(Working(queue, "John"));
  StartedTask<> jane = CreateTask(Working(queue, "Jane"));
  co_await queue.Join();
  john.Cancel();
  jane.Cancel();
}

}  // namespace

void Serve(std::list<Task<>> orders) { kitchen::Run(Open(std::move(orders))); }
