#include "harness/ticker.h"

#include <chrono>

#include "kitchen/coroutines/sleep.h"
#include "kitchen/stopwatch.h"
#include "schedule/explore.h"

namespace harness {

kitchen::Task<> Tick(int ticks) {
  using std::chrono::nanoseconds;
  for (int i = 0; i < ticks; ++i) {
    const nanoseconds start = schedule::Elapsed();
    co_await kitchen::Sleep(std::chrono::seconds(1));
    const nanoseconds slept = schedule::Elapsed() - start;
    schedule::Require(
        slept < std::chrono::milliseconds(1500),
        "a coroutine on the same loop that slept for 1.00 s was woken after " +
            kitchen::Seconds(slept) +
            " s: something blocked the loop, and nobody on it could go on. "
            "Whatever blocks a thread, as a customer who types, belongs on "
            "another one");
  }
}

}  // namespace harness
