// expect: wrong-result — returns while both are at work, and nothing is made
#include "restaurant.h"

#include <optional>
#include <string>
#include <utility>

#include "kitchen/console.h"
#include "kitchen/coroutines.h"

using kitchen::CreateTask;
using kitchen::Queue;
using kitchen::Say;
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
  Queue<Task<>> queue;
  for (Task<>& order : orders) queue.PutNowait(std::move(order));
  queue.Close();
  CreateTask(Working(queue, "John"));
  CreateTask(Working(queue, "Jane"));
  co_return;
}

}  // namespace

void Serve(std::list<Task<>> orders) { kitchen::Run(Open(std::move(orders))); }
