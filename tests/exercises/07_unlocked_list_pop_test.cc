// What Serve() promises in restaurant.h, under every schedule that is tried.

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <chrono>
#include <list>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "harness/transcript.h"
#include "kitchen/console.h"
#include "kitchen/stopwatch.h"
#include "restaurant.h"
#include "schedule/gtest.h"

namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

// Relaxed, so that the test's own counting orders nothing between the threads.
struct Burger {
  std::atomic<int> made{0};
  std::atomic<int64_t> begun_ns{-1};
};
using Burgers = std::span<Burger>;

// Not on the stack of the test: a cook who is still at work when Serve has
// returned finds them here, and the finding is the cook, not the memory.
std::array<Burger, 4> the_burgers;

Burgers FreshBurgers(size_t count) {
  for (Burger& burger : the_burgers) {
    burger.made.store(0, std::memory_order_relaxed);
    burger.begun_ns.store(-1, std::memory_order_relaxed);
  }
  return Burgers(the_burgers).first(count);
}

// One order for each of `times`, which says how long it takes to make.
std::list<Task> Order(Burgers burgers, const std::vector<seconds>& times) {
  std::list<Task> orders;
  for (size_t i = 0; i < times.size(); ++i) {
    orders.push_back([&burger = burgers[i], i, time = times[i]] {
      burger.begun_ns.store(schedule::Elapsed().count(),
                            std::memory_order_relaxed);
      kitchen::Say("Preparing burger #" + std::to_string(i) + "...");
      if (time > seconds(0)) std::this_thread::sleep_for(time);
      kitchen::Say("Burger made #" + std::to_string(i));
      burger.made.fetch_add(1, std::memory_order_relaxed);
    });
  }
  return orders;
}

void RequireEachMadeOnce(Burgers burgers) {
  for (size_t i = 0; i < burgers.size(); ++i) {
    const int made = burgers[i].made.load(std::memory_order_relaxed);
    schedule::Require(made > 0,
                      "burger #" + std::to_string(i) +
                          " was ordered, and nobody had made it when Serve "
                          "returned");
    schedule::Require(made == 1, "burger #" + std::to_string(i) + " was made " +
                                     std::to_string(made) + " times");
  }
}

void ServeAndRequireEachMadeOnce(const std::vector<seconds>& times) {
  const Burgers burgers = FreshBurgers(times.size());
  Serve(Order(burgers, times));
  RequireEachMadeOnce(burgers);
}

// A lock may be waited for with short sleeps: that much is no delay.
bool Near(nanoseconds time, seconds wanted) {
  return time >= wanted && time < wanted + milliseconds(500);
}

// Serves burgers that take `times`, of which each must be begun at `begun`, and
// all must be made after `wanted`.
void RequireTimes(const std::string& what, const std::vector<seconds>& times,
                  const std::vector<seconds>& begun, seconds wanted) {
  const Burgers burgers = FreshBurgers(times.size());
  const nanoseconds start = schedule::Elapsed();
  Serve(Order(burgers, times));
  const nanoseconds taken = schedule::Elapsed() - start;
  RequireEachMadeOnce(burgers);
  const std::string should =
      "two cooks who work at the same time, and each take the oldest order "
      "that is left as soon as they are free, need " +
      kitchen::Seconds(wanted) + " s";
  schedule::Require(taken < wanted + milliseconds(500),
                    what + " took " + kitchen::Seconds(taken) + " s, and " +
                        should +
                        ": does one wait, or go home, while the other cooks?");
  schedule::Require(taken >= wanted,
                    what + " took only " + kitchen::Seconds(taken) +
                        " s, and " + should +
                        ": do more than two cook, or are some not waited for?");
  for (size_t i = 0; i < burgers.size(); ++i) {
    const nanoseconds at{burgers[i].begun_ns.load(std::memory_order_relaxed)};
    schedule::Require(Near(at - start, begun[i]),
                      what + ": burger #" + std::to_string(i) +
                          " was begun at " + kitchen::Seconds(at - start) +
                          " s, and should be at " + kitchen::Seconds(begun[i]) +
                          " s: the oldest order goes first, to whoever is "
                          "free");
  }
}

TEST(UnlockedListPop, EveryBurgerIsMadeOnce) {
  schedule::ExploreTest([] {
    ServeAndRequireEachMadeOnce({seconds(0), seconds(0), seconds(0)});
  });
}

TEST(UnlockedListPop, EveryBurgerIsMadeOnceHoweverLongACookIsDelayed) {
  schedule::ExploreTest(
      [] { ServeAndRequireEachMadeOnce({seconds(5), seconds(5), seconds(5)}); },
      schedule::Clock::kAdversarial);
}

TEST(UnlockedListPop, TwoCooksNeedTenSeconds) {
  schedule::ExploreTest([] {
    RequireTimes("three burgers of 5 s", {seconds(5), seconds(5), seconds(5)},
                 {seconds(0), seconds(0), seconds(5)}, seconds(10));
  });
}

TEST(UnlockedListPop, NobodyIsIdleWhileAnOrderIsLeft) {
  schedule::ExploreTest([] {
    RequireTimes("a burger of 5 s and then three of 2 s",
                 {seconds(5), seconds(2), seconds(2), seconds(2)},
                 {seconds(0), seconds(0), seconds(2), seconds(4)}, seconds(6));
  });
}

TEST(UnlockedListPop, StaffSayWhatTheyDo) {
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

TEST(UnlockedListPop, OneOrder) {
  schedule::ExploreTest([] { ServeAndRequireEachMadeOnce({seconds(0)}); });
}

TEST(UnlockedListPop, NothingToDo) {
  schedule::ExploreTest([] { Serve({}); });
}

}  // namespace
