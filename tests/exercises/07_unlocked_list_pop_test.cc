// What Serve() promises in restaurant.h, under every schedule that is tried.

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <chrono>
#include <string>
#include <thread>

#include "harness/transcript.h"
#include "kitchen/console.h"
#include "kitchen/stopwatch.h"
#include "restaurant.h"
#include "schedule/gtest.h"

namespace {

using std::chrono::nanoseconds;
using std::chrono::seconds;

constexpr int kBurgers = 3;

// Relaxed, so that the test's own counting orders nothing between the threads.
struct Burger {
  std::atomic<int> made{0};
  std::atomic<int64_t> begun_ns{-1};
};
using Burgers = std::array<Burger, kBurgers>;

std::list<Task> Order(Burgers& burgers, seconds time_for_one) {
  std::list<Task> orders;
  for (int i = 0; i < kBurgers; ++i) {
    orders.push_back([&burgers, i, time_for_one] {
      burgers[i].begun_ns.store(schedule::Elapsed().count(),
                                std::memory_order_relaxed);
      kitchen::Say("Preparing burger #" + std::to_string(i) + "...");
      if (time_for_one > seconds(0)) std::this_thread::sleep_for(time_for_one);
      kitchen::Say("Burger made #" + std::to_string(i));
      burgers[i].made.fetch_add(1, std::memory_order_relaxed);
    });
  }
  return orders;
}

void RequireEachMadeOnce(const Burgers& burgers) {
  for (int i = 0; i < kBurgers; ++i) {
    const int made = burgers[i].made.load(std::memory_order_relaxed);
    schedule::Require(made > 0,
                      "burger #" + std::to_string(i) +
                          " was ordered, and nobody had made it when Serve "
                          "returned");
    schedule::Require(made == 1, "burger #" + std::to_string(i) + " was made " +
                                     std::to_string(made) + " times");
  }
}

TEST(UnlockedListPop, EveryBurgerIsMadeOnce) {
  schedule::ExploreTest([] {
    Burgers burgers;
    Serve(Order(burgers, seconds(0)));
    RequireEachMadeOnce(burgers);
  });
}

TEST(UnlockedListPop, EveryBurgerIsMadeOnceHoweverLongACookIsDelayed) {
  schedule::ExploreTest(
      [] {
        Burgers burgers;
        Serve(Order(burgers, seconds(5)));
        RequireEachMadeOnce(burgers);
      },
      schedule::Clock::kAdversarial);
}

TEST(UnlockedListPop, TwoCooksNeedTenSeconds) {
  schedule::ExploreTest([] {
    Burgers burgers;
    Serve(Order(burgers, seconds(5)));
    const nanoseconds taken = schedule::Elapsed();
    RequireEachMadeOnce(burgers);
    schedule::Require(
        taken == seconds(10),
        "three burgers of 5 s took " + kitchen::Seconds(taken) +
            " s, and two cooks who work at the same time need 10.00 s: "
            "does one wait while the other cooks?");
    for (int i = 0; i < kBurgers; ++i) {
      const int64_t begun = burgers[i].begun_ns.load(std::memory_order_relaxed);
      schedule::Require(nanoseconds(begun) == (i < 2 ? seconds(0) : seconds(5)),
                        "burger #" + std::to_string(i) + " was begun at " +
                            kitchen::Seconds(nanoseconds(begun)) +
                            " s: the oldest order goes first");
    }
  });
}

TEST(UnlockedListPop, StaffSayWhatTheyDo) {
  schedule::ExploreTest([] {
    const harness::Transcript transcript;
    Burgers burgers;
    Serve(Order(burgers, seconds(0)));
    for (const char* what : {" is working...", " finish task..."}) {
      const int said = transcript.Count(std::string("John") + what) +
                       transcript.Count(std::string("Jane") + what);
      schedule::Require(said == kBurgers,
                        "John and Jane say '" + std::string(what + 1) +
                            "' once for each burger, and it was said " +
                            std::to_string(said) + " times for 3 burgers");
    }
  });
}

TEST(UnlockedListPop, NothingToDo) {
  schedule::ExploreTest([] { Serve({}); });
}

}  // namespace
