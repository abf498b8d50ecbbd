// The scripts: a future for the square of five; then three tasks of two seconds
// on three workers.

#include <chrono>
#include <string>
#include <thread>

#include "kitchen/console.h"
#include "kitchen/stopwatch.h"
#include "pool.h"

using kitchen::Say;

namespace {

int Square(int n) { return n * n; }

int Task(const std::string& name) {
  Say("Start " + name);
  std::this_thread::sleep_for(std::chrono::seconds(2));
  Say("End " + name);
  return 0;
}

}  // namespace

int main() {
  {
    ThreadPool executor(3);
    std::future<int> future = executor.Submit([] { return Square(5); });
    Say(std::to_string(future.get()));
  }
  const kitchen::Stopwatch stopwatch;
  {
    ThreadPool executor(3);
    for (int i = 0; i < 3; ++i) {
      executor.Submit([i] { return Task("Task-" + std::to_string(i)); });
    }
  }
  Say("Tasks completed in " + kitchen::Seconds(stopwatch.Elapsed()) +
      " seconds.");
}
