// The virtual clock.

#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <mutex>
#include <thread>
#include <vector>

#include "schedule/explore.h"
#include "what.h"

namespace {

using schedule::Clock;
using schedule::Explore;
using schedule::Kind;
using schedule::Result;
using std::chrono::nanoseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

TEST(VirtualTime, AnHourTakesNoTime) {
  const Result result = Explore({.schedules = 10}, [] {
    const auto start = steady_clock::now();
    std::this_thread::sleep_for(std::chrono::hours(1));
    usleep(1500);
    const nanoseconds taken = steady_clock::now() - start;
    schedule::Require(
        taken == std::chrono::hours(1) + std::chrono::microseconds(1500),
        "the clock shows what was slept");
  });
  EXPECT_TRUE(result.clean()) << What(result);
}

TEST(VirtualTime, SleepersSleepAtTheSameTime) {
  const Result result = Explore({.schedules = 200}, [] {
    std::vector<std::thread> cooks;
    for (int i = 0; i < 3; ++i) {
      cooks.emplace_back([] { std::this_thread::sleep_for(seconds(5)); });
    }
    for (std::thread& cook : cooks) cook.join();
    schedule::Require(schedule::Elapsed() == seconds(5),
                      "three at once need 5 s");
  });
  EXPECT_TRUE(result.clean()) << What(result);
}

TEST(VirtualTime, HoldingALockWhileAsleepTakesTurns) {
  const Result result = Explore({.schedules = 200}, [] {
    std::mutex kitchen;
    std::vector<std::thread> cooks;
    for (int i = 0; i < 3; ++i) {
      cooks.emplace_back([&] {
        const std::scoped_lock lock(kitchen);
        std::this_thread::sleep_for(seconds(5));
      });
    }
    for (std::thread& cook : cooks) cook.join();
    schedule::Require(schedule::Elapsed() == seconds(15),
                      "one after the other: 15 s");
  });
  EXPECT_TRUE(result.clean()) << What(result);
}

// A sleep that is hoped to be long enough.
void ReadAfterSleeping() {
  std::mutex mutex;
  bool ready = false;
  std::thread writer([&] {
    const std::scoped_lock lock(mutex);
    ready = true;
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  {
    const std::scoped_lock lock(mutex);
    schedule::Require(ready, "the writer had not written yet");
  }
  writer.join();
}

TEST(VirtualTime, SleepAsSynchronisationHoldsOnATimelyMachine) {
  const Result result = Explore({.clock = Clock::kTimely}, ReadAfterSleeping);
  EXPECT_TRUE(result.clean()) << What(result);
}

TEST(VirtualTime, SleepAsSynchronisationFailsOnABusyMachine) {
  const Result result =
      Explore({.clock = Clock::kAdversarial}, ReadAfterSleeping);
  ASSERT_FALSE(result.clean());
  EXPECT_EQ(result.finding->kind, Kind::kWrongResult);
}

TEST(VirtualTime, ClocksAgree) {
  const Result result = Explore({.schedules = 1}, [] {
    timespec before = {};
    clock_gettime(CLOCK_REALTIME, &before);
    const time_t second = time(nullptr);
    schedule::Require(second == before.tv_sec,
                      "time() and clock_gettime() agree");
    const auto until = std::chrono::system_clock::now() + seconds(7);
    std::this_thread::sleep_until(until);
    schedule::Require(schedule::Elapsed() == seconds(7),
                      "sleep_until wakes on time");
    schedule::Require(time(nullptr) == second + 7, "and time() has gone on");
  });
  EXPECT_TRUE(result.clean()) << What(result);
}

// Looks at the clock until it shows that `span` has passed; returns what has.
nanoseconds LookFor(nanoseconds span) {
  const auto start = steady_clock::now();
  while (steady_clock::now() - start < span) {
  }
  return steady_clock::now() - start;
}

TEST(VirtualTime, LookingAtTheClockComesToAnEnd) {
  for (const nanoseconds span :
       {nanoseconds(1), nanoseconds(std::chrono::milliseconds(5)),
        nanoseconds(std::chrono::hours(1))}) {
    const Result result = Explore({.schedules = 3}, [span] {
      const nanoseconds late = LookFor(span) - span;
      schedule::Require(late <= std::chrono::milliseconds(1) + span / 500,
                        "late by a thousandth, or a millisecond, at most");
    });
    EXPECT_TRUE(result.clean()) << What(result);
  }
}

TEST(VirtualTime, WhoLooksAtTheClockSleepsThroughNothing) {
  const Result result = Explore({.schedules = 100}, [] {
    std::thread sleeper(
        [] { std::this_thread::sleep_for(std::chrono::hours(1)); });
    const nanoseconds taken = LookFor(std::chrono::milliseconds(5));
    schedule::Require(taken < seconds(1), "nobody waits for the sleeper");
    sleeper.join();
    schedule::Require(schedule::Elapsed() == std::chrono::hours(1),
                      "and the sleeper wakes on time");
  });
  EXPECT_TRUE(result.clean()) << What(result);
}

TEST(VirtualTime, NoTimePassesForOneWhoLooksWhileOthersCanWork) {
  const Result result = Explore({}, [] {
    std::mutex mutex;
    bool done = false;
    std::thread cook([&] {
      const std::scoped_lock lock(mutex);
      done = true;
    });
    LookFor(std::chrono::milliseconds(20));
    {
      const std::scoped_lock lock(mutex);
      schedule::Require(done, "a timely cook was done long ago");
    }
    cook.join();
  });
  EXPECT_TRUE(result.clean()) << What(result);
}

// They make changes all the time, and yet nothing but the clock ends it.
TEST(VirtualTime, WorkUntilATimeComesToAnEnd) {
  const Result result = Explore({.schedules = 5}, [] {
    std::mutex mutex;
    const auto end = steady_clock::now() + std::chrono::milliseconds(500);
    const auto work = [&] {
      while (steady_clock::now() < end) const std::scoped_lock lock(mutex);
    };
    std::thread other(work);
    work();
    other.join();
  });
  EXPECT_TRUE(result.clean()) << What(result);
}

TEST(VirtualTime, LookingForEverIsNoProgress) {
  const Result result = Explore({.schedules = 1, .max_steps = 5000}, [] {
    while (steady_clock::now() < steady_clock::now() + seconds(1)) {
    }
  });
  ASSERT_FALSE(result.clean());
  EXPECT_EQ(result.finding->kind, Kind::kNoProgress);
}

}  // namespace
