// The script: the squares of four numbers, on two workers. The first number
// takes longest.

#include <chrono>
#include <string>
#include <thread>

#include "executor.h"
#include "kitchen/console.h"
#include "kitchen/stopwatch.h"

using kitchen::Say;

namespace {

int Square(int n) {
  std::this_thread::sleep_for(std::chrono::seconds(n == 1 ? 4 : 1));
  return n * n;
}

}  // namespace

int main() {
  const kitchen::Stopwatch stopwatch;
  for (const int result : Map(Square, {1, 2, 3, 4}, 2)) {
    Say(std::to_string(result));
  }
  Say("Squares completed in " + kitchen::Seconds(stopwatch.Elapsed()) +
      " seconds.");
}
