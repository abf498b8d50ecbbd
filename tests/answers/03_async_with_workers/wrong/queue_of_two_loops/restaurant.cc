// expect: data-race — a queue belongs to one loop, and here two use it
#include "restaurant.h"

#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "kitchen/console.h"
#include "kitchen/coroutines.h"
#include "kitchen/staff.h"

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

}  // namespace

void Serve(std::list<Task<>> orders) {
  Queue<Task<>> queue;
  for (Task<>& order : orders) queue.PutNowait(std::move(order));
  queue.Close();
  const auto work_as = [&queue](const char* name) {
    kitchen::SetThreadName(name);
    kitchen::Run(Working(queue, name));
  };
  std::thread john(work_as, "John");
  std::thread jane(work_as, "Jane");
  john.join();
  jane.join();
}
