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

}  // namespace
