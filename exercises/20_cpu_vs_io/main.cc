// The script: tasks that wait, and then tasks that compute, each time with a
// clock that ticks beside them on the same loop.

#include <chrono>
#include <string>
#include <vector>

#include "closing.h"
#include "kitchen/console.h"
#include "kitchen/coroutines.h"
#include "kitchen/stopwatch.h"

using kitchen::Say;
using kitchen::Stopwatch;
using kitchen::Task;

namespace {

Task<> Clock() {
  while (true) {
    co_await kitchen::Sleep(std::chrono::seconds(1));
    Say("Tick.");
  }
}

void SayTime(const std::string& what, const Stopwatch& stopwatch) {
  Say(what + ": " + kitchen::Seconds(stopwatch.Elapsed()) + " seconds.");
}

Task<> WaitBesideAClock() {
  kitchen::CreateTask(Clock());
  const Stopwatch stopwatch;
  std::vector<Task<std::string>> orders;
  for (const char* item : {"Buns", "Beef", "Potatoes"}) {
    orders.push_back(OrderMore(item));
  }
  const std::vector<std::string> answers = co_await kitchen::Gather(orders);
  for (const std::string& answer : answers) Say(answer);
  SayTime("Three orders, I/O-bound", stopwatch);
}

Task<> ComputeBesideAClock() {
  kitchen::CreateTask(Clock());
  const Stopwatch stopwatch;
  const Closing closing =
      co_await CloseUp({1250, 890, 2360}, "photo of a burger", "Lettuce");
  Say("Takings: " + std::to_string(closing.takings) + " cents");
  Say("Website: " + closing.photo);
  Say(closing.delivery);
  SayTime("Closing, CPU-bound", stopwatch);
}

}  // namespace

int main() {
  kitchen::Run(WaitBesideAClock());
  kitchen::Run(ComputeBesideAClock());
}
