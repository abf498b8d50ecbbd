// Data races: ThreadSanitizer under the explorer.

#include <gtest/gtest.h>
#include <pthread.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "schedule/explore.h"
#include "what.h"

namespace {

using schedule::Explore;
using schedule::Kind;
using schedule::Location;
using schedule::Result;

TEST(Race, CounterNamesVariableLinesAndThreads) {
  const int line_of_race = __LINE__ + 4;
  const Result result = Explore({.schedules = 100}, [] {
    int counter = 0;
    const auto count = [&counter](const char* name) {
      pthread_setname_np(pthread_self(), name);
      counter += 1;
    };
    std::thread john(count, "John");
    std::thread jane(count, "Jane");
    john.join();
    jane.join();
  });
  ASSERT_FALSE(result.clean());
  EXPECT_EQ(result.finding->kind, Kind::kDataRace);
  EXPECT_EQ(result.finding->variable, "counter");
  ASSERT_EQ(result.finding->locations.size(), 2U);
  std::vector<std::string> threads;
  for (const Location& location : result.finding->locations) {
    EXPECT_EQ(location.line, line_of_race + 1);
    threads.push_back(location.thread);
  }
  std::sort(threads.begin(), threads.end());
  EXPECT_EQ(threads, (std::vector<std::string>{"Jane", "John"}));
}

TEST(Race, TheTraceHasBothAccessesInTheirPlaces) {
  const Result result = Explore({.schedules = 100}, [] {
    std::mutex mutex;
    int counter = 0;
    std::thread john([&] {
      mutex.lock();
      mutex.unlock();
      counter += 1;
      mutex.lock();
      mutex.unlock();
    });
    std::thread jane([&] { counter += 1; });
    john.join();
    jane.join();
  });
  ASSERT_FALSE(result.clean());
  std::vector<std::string> steps;  // Of both, but for the starts.
  for (const schedule::Event& event : result.finding->trace) {
    if (event.lane == 0 || event.operation == "start") continue;
    const bool racing = event.mark == schedule::Mark::kRacing;
    steps.push_back(event.thread + " " + event.operation + " " + event.object +
                    (racing ? " !!" : ""));
  }
  EXPECT_EQ(steps, (std::vector<std::string>{
                       "thread 1 lock mutex 1", "thread 1 unlock mutex 1",
                       "thread 1 write counter !!", "thread 1 lock mutex 1",
                       "thread 1 unlock mutex 1", "thread 2 write counter !!"}))
      << What(result);
}

TEST(Race, KeepsTheSanitizersOwnReportWithNames) {
  const Result result = Explore({.schedules = 100}, [] {
    int counter = 0;
    std::thread john([&] { counter += 1; });
    std::thread jane([&] { counter += 1; });
    john.join();
    jane.join();
  });
  ASSERT_FALSE(result.clean());
  const std::string& raw = result.finding->raw;
  EXPECT_NE(raw.find("WARNING: ThreadSanitizer: data race\n"),
            std::string::npos)
      << raw;
  EXPECT_NE(raw.find("race_test.cc:"), std::string::npos) << raw;
  EXPECT_NE(raw.find("SUMMARY: ThreadSanitizer: data race "), std::string::npos)
      << raw;
  EXPECT_EQ(raw.find("pid="), std::string::npos) << raw;
}

TEST(Race, LockedCounterIsClean) {
  const Result result = Explore({}, [] {
    std::mutex mutex;
    int counter = 0;
    const auto count = [&] {
      const std::scoped_lock lock(mutex);
      counter += 1;
    };
    std::thread john(count);
    std::thread jane(count);
    john.join();
    jane.join();
    schedule::Require(counter == 2, "two counted");
  });
  EXPECT_TRUE(result.clean()) << What(result);
}

TEST(Race, HiddenByAnIncidentalLockOrder) {
  // The two uses of `menu` are ordered by the lock whenever the writer goes
  // first, which without the explorer is nearly always.
  const Result result = Explore({}, [] {
    std::mutex mutex;
    int menu = 0;
    std::thread writer([&] {
      menu = 1;
      const std::scoped_lock lock(mutex);
    });
    std::thread reader([&] {
      {
        const std::scoped_lock lock(mutex);
      }
      volatile int seen = menu;
      (void)seen;
    });
    writer.join();
    reader.join();
  });
  ASSERT_FALSE(result.clean());
  EXPECT_EQ(result.finding->kind, Kind::kDataRace);
}

TEST(Race, ListPop) {
  const Result result = Explore({}, [] {
    std::list<int> orders = {1, 2, 3};
    const auto work = [&orders] {
      while (!orders.empty()) orders.pop_front();
    };
    std::thread john(work);
    std::thread jane(work);
    john.join();
    jane.join();
  });
  ASSERT_FALSE(result.clean());
  EXPECT_EQ(result.finding->kind, Kind::kDataRace);
  EXPECT_EQ(result.finding->variable, "orders");
}

// The access is in the standard library, and what matters is who called it.
TEST(Race, NotificationBesideTheEndNamesItsLine) {
  const int line_of_notification = __LINE__ + 6;
  const Result result = Explore({.schedules = 100}, [] {
    auto changed = std::make_unique<std::condition_variable>();
    std::atomic<bool> begun = false;
    std::thread cook([&begun, &changed = *changed] {
      begun.store(true, std::memory_order_relaxed);
      changed.notify_one();
    });
    while (!begun.load(std::memory_order_relaxed)) std::this_thread::yield();
    changed.reset();
    cook.join();
  });
  ASSERT_FALSE(result.clean());
  const std::vector<Location>& locations = result.finding->locations;
  EXPECT_TRUE(std::any_of(locations.begin(), locations.end(),
                          [&](const Location& location) {
                            return location.line == line_of_notification;
                          }))
      << What(result);
}

}  // namespace
