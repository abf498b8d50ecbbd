// The script: three burgers of five seconds, and then three tasks of two.

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "kitchen/console.h"
#include "kitchen/coroutines/run.h"
#include "kitchen/coroutines/sleep.h"
#include "kitchen/stopwatch.h"
#include "restaurant.h"

using kitchen::Say;
using kitchen::Task;

namespace {

Task<> DoTask(std::string name) {
  Say("Start " + name);
  co_await kitchen::Sleep(std::chrono::seconds(2));
  Say("End " + name);
}

void Open(std::vector<Task<>> orders, const std::string& what) {
  const kitchen::Stopwatch stopwatch;
  kitchen::Run(Serve(std::move(orders)));
  Say(what + " completed in " + kitchen::Seconds(stopwatch.Elapsed()) +
      " seconds.");
}

}  // namespace

int main() {
  std::vector<Task<>> orders;
  for (int i = 0; i < 3; ++i) orders.push_back(MakeBurger(i));
  Open(std::move(orders), "Orders");

  std::vector<Task<>> tasks;
  for (int i = 0; i < 3; ++i) {
    tasks.push_back(DoTask("Task-" + std::to_string(i)));
  }
  Open(std::move(tasks), "Tasks");
}
