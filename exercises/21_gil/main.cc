// The script: three threads that wait, then three that compute, with a global
// interpreter lock and without.

#include <chrono>
#include <cstdint>
#include <string>
#include <thread>

#include "interpreter.h"
#include "kitchen/console.h"
#include "kitchen/stopwatch.h"

using kitchen::Say;

namespace {

// The program that waits: for two seconds, between two lines of output.
Program Waiting(int number) {
  const std::string name = "Thread-" + std::to_string(number);
  return {{Step::Kind::kCode, [name] { Say("Starting " + name); }},
          {Step::Kind::kWait,
           [] { std::this_thread::sleep_for(std::chrono::seconds(2)); }},
          {Step::Kind::kCode, [name] { Say("Ending " + name); }}};
}

// Each number depends on the one before it: no shortcut for the compiler.
uint64_t Compute(uint64_t rounds) {
  uint64_t total = 1;
  for (uint64_t i = 0; i < rounds; ++i) {
    total = total * 6364136223846793005U + i;
  }
  return total;
}

// The program that computes; `total` keeps the compiler from leaving it away.
Program Computing(uint64_t& total) {
  return {{Step::Kind::kCode, [&total] { total = Compute(300'000'000); }}};
}

void Time(const std::string& what, const std::vector<Program>& programs,
          Interpreter interpreter) {
  const kitchen::Stopwatch stopwatch;
  RunThreads(programs, interpreter);
  Say(what + ": " + kitchen::Seconds(stopwatch.Elapsed()) + " seconds.");
}

}  // namespace

int main() {
  Time("Three waits with the GIL", {Waiting(0), Waiting(1), Waiting(2)},
       Interpreter::kWithGil);

  uint64_t totals[3] = {};
  const std::vector<Program> computing = {
      Computing(totals[0]), Computing(totals[1]), Computing(totals[2])};
  Time("Three computations with the GIL", computing, Interpreter::kWithGil);
  Time("Three computations without it", computing, Interpreter::kFreeThreaded);
  if (totals[0] != totals[1] || totals[1] != totals[2]) Say("They differ!");
}
