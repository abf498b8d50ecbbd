// right — an empty task for each of the staff says that it is over
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
  for (;;) {
    std::optional<Task<>> task = co_await queue.Get();
    if (!*task) co_return;
    Say(name + " is working...");
    co_await *task;
    Say(name + " finished a task...");
  }
}

Task<> Open(std::list<Task<>> orders) {
  Queue<Task<>> queue;
  for (Task<>& order : orders) queue.PutNowait(std::move(order));
  for (int i = 0; i < 2; ++i) queue.PutNowait(Task<>());
  co_await Gather(Working(queue, "John"), Working(queue, "Jane"));
}

}  // namespace

void Serve(std::list<Task<>> orders) { kitchen::Run(Open(std::move(orders))); }
