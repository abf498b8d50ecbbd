// What Serve() promises in restaurant.h, under every schedule that is tried.

#include <gtest/gtest.h>

#include <chrono>
#include <list>
#include <string>
#include <vector>

#include "harness/burgers.h"
#include "harness/transcript.h"
#include "kitchen/stopwatch.h"
#include "restaurant.h"
#include "schedule/gtest.h"

namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

std::list<Task> OrderAll(const harness::Burgers& burgers, size_t count) {
  std::list<Task> orders;
  for (size_t i = 0; i < count; ++i) orders.push_back(burgers.Task(i));
  return orders;
}

void ServeAndRequireEachMadeOnce(const std::vector<nanoseconds>& times) {
  const harness::Burgers burgers(times);
  Serve(OrderAll(burgers, times.size()));
  burgers.RequireEachMadeOnce();
}

// A lock may be waited for with short sleeps: that much is no delay.
bool Near(nanoseconds time, nanoseconds wanted) {
  return time >= wanted && time < wanted + milliseconds(500);
}

// Serves burgers that take `times`, of which each must be begun at `begun`, and
// all must be made after `wanted`.
void RequireTimes(const std::string& what,
                  const std::vector<nanoseconds>& times,
                  const std::vector<nanoseconds>& begun, nanoseconds wanted) {
  const harness::Burgers burgers(times);
  const nanoseconds start = schedule::Elapsed();
  Serve(OrderAll(burgers, times.size()));
  const nanoseconds taken = schedule::Elapsed() - start;
  burgers.RequireEachMadeOnce();
  schedule::Require(
      Near(taken, wanted),
      what + " took " + kitchen::Seconds(taken) +
          " s, and two cooks who work at the same time, and each take the "
          "oldest order that is left as soon as they are free, need " +
          kitchen::Seconds(wanted) + " s" +
          (taken < wanted
               ? ": do more than two cook, or are some not waited for?"
               : ": does one wait, or go home, while the other cooks?"));
  for (size_t i = 0; i < times.size(); ++i) {
    const nanoseconds at = burgers.Begun(i) - start;
    schedule::Require(Near(at, begun[i]),
                      what + ": burger #" + std::to_string(i) +
                          " was begun at " + kitchen::Seconds(at) +
                          " s, and should be at " + kitchen::Seconds(begun[i]) +
                          " s: the oldest order goes first, to whoever is "
                          "free");
  }
}

TEST(CheckThenAct, EveryBurgerIsMadeOnce) {
  schedule::ExploreTest([] {
    ServeAndRequireEachMadeOnce({seconds(0), seconds(0), seconds(0)});
  });
}

TEST(CheckThenAct, EveryBurgerIsMadeOnceHoweverLongACookIsDelayed) {
  schedule::ExploreTest(
      [] { ServeAndRequireEachMadeOnce({seconds(5), seconds(5), seconds(5)}); },
      schedule::Clock::kAdversarial);
}

TEST(CheckThenAct, TwoCooksNeedTenSeconds) {
  schedule::ExploreTest([] {
    RequireTimes("three burgers of 5 s", {seconds(5), seconds(5), seconds(5)},
                 {seconds(0), seconds(0), seconds(5)}, seconds(10));
  });
}

TEST(CheckThenAct, NobodyIsIdleWhileAnOrderIsLeft) {
  schedule::ExploreTest([] {
    RequireTimes("a burger of 5 s and then three of 2 s",
                 {seconds(5), seconds(2), seconds(2), seconds(2)},
                 {seconds(0), seconds(0), seconds(2), seconds(4)}, seconds(6));
  });
}

TEST(CheckThenAct, StaffSayWhatTheyDo) {
  schedule::ExploreTest([] {
    const harness::Transcript transcript;
    ServeAndRequireEachMadeOnce({seconds(0), seconds(0), seconds(0)});
    for (const char* what : {" is working...", " finish task..."}) {
      const int said = transcript.Count(std::string("John") + what) +
                       transcript.Count(std::string("Jane") + what);
      schedule::Require(said == 3,
                        "John and Jane say '" + std::string(what + 1) +
                            "' once for each burger, and it was said " +
                            std::to_string(said) + " times for 3 burgers");
    }
  });
}

TEST(CheckThenAct, OneOrder) {
  schedule::ExploreTest([] { ServeAndRequireEachMadeOnce({seconds(0)}); });
}

TEST(CheckThenAct, NothingToDo) {
  schedule::ExploreTest([] { Serve({}); });
}

}  // namespace
