// expect: deadlock — what the size said is out of date after a co_await
#include "restaurant.h"

#include <chrono>
#include <optional>
#include <string>
#include <utility>

#include "kitchen/console.h"
#include "kitchen/coroutines.h"

using kitchen::Gather;
using kitchen::Queue;
using kitchen::Say;
using kitchen::Sleep;
using kitchen::Task;

namespace {

Task<> Log(std::string line) {
  co_await Sleep(std::chrono::seconds(0));
  Say(line);
}

Task<> Working(Queue<Task<>>& queue, std::string name) {
  while (queue.Size() > 0) {
    co_await Log(name + " is working...");
    std::optional<Task<>> task = co_await queue.Get();
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
