// What waits for ever, and what only seems to.

#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "schedule/explore.h"
#include "what.h"

namespace {

using schedule::Explore;
using schedule::Kind;
using schedule::Result;

// Each takes two locks, in the order given.
void TakeBoth(std::mutex& first, std::mutex& second) {
  const std::scoped_lock one(first);
  const std::scoped_lock two(second);
}

TEST(Deadlock, OppositeLockOrder) {
  const Result result = Explore({}, [] {
    std::mutex grill;
    std::mutex fryer;
    std::thread john([&] { TakeBoth(grill, fryer); });
    std::thread jane([&] { TakeBoth(fryer, grill); });
    john.join();
    jane.join();
  });
  ASSERT_FALSE(result.clean());
  EXPECT_EQ(result.finding->kind, Kind::kDeadlock);
  for (const char* held : {"which thread 1 holds", "which thread 2 holds"}) {
    EXPECT_NE(result.finding->message.find(held), std::string::npos)
        << result.finding->message;
  }
  EXPECT_GE(result.finding->locations.size(), 4U);
}

// A loop says itself that nothing on it can go on.
TEST(Deadlock, CoroutinesThatWaitForEachOther) {
  const Result result = Explore({}, [] {
    std::thread jane(
        [] { std::this_thread::sleep_for(std::chrono::seconds(1)); });
    jane.join();
    const schedule::Stuck stuck[] = {
        {.what = "waits for an item", .file = "/kitchen/john.cc", .line = 12},
        {.what = "waits for a task", .file = "/kitchen/main.cc", .line = 30}};
    schedule::FailDeadlock(stuck);
  });
  ASSERT_FALSE(result.clean());
  const schedule::Finding& finding = *result.finding;
  EXPECT_EQ(finding.kind, Kind::kDeadlock);
  EXPECT_EQ(finding.message,
            "nobody can ever go on: the coroutine at john.cc:12 waits for an "
            "item, and the coroutine at main.cc:30 waits for a task");
  ASSERT_EQ(finding.locations.size(), 2U);
  EXPECT_EQ(finding.locations[0].file, "/kitchen/john.cc");
  EXPECT_EQ(finding.locations[0].line, 12);
  EXPECT_EQ(finding.locations[0].thread, "main");
  EXPECT_EQ(finding.locations[1].what, "waits for a task");
  ASSERT_GE(finding.trace.size(), 2U);
  const schedule::Event& last = finding.trace.back();
  EXPECT_EQ(last.where.line, 30);
  EXPECT_EQ(last.mark, schedule::Mark::kBlocked);
}

TEST(Deadlock, SameLockOrderIsClean) {
  const Result result = Explore({}, [] {
    std::mutex grill;
    std::mutex fryer;
    std::thread john([&] { TakeBoth(grill, fryer); });
    std::thread jane([&] { TakeBoth(grill, fryer); });
    john.join();
    jane.join();
  });
  EXPECT_TRUE(result.clean()) << What(result);
  EXPECT_TRUE(result.proved || result.schedules >= 2000);
}

TEST(Deadlock, LockTakenTwice) {
  const Result result = Explore({}, [] {
    std::mutex mutex;
    mutex.lock();
    mutex.lock();
  });
  ASSERT_FALSE(result.clean());
  EXPECT_EQ(result.finding->kind, Kind::kDeadlock);
  EXPECT_NE(result.finding->message.find("which it holds itself"),
            std::string::npos);
}

TEST(Deadlock, RecursiveLockTakenTwiceIsClean) {
  const Result result = Explore({.schedules = 20}, [] {
    std::recursive_mutex mutex;
    std::thread other([&] { const std::scoped_lock lock(mutex); });
    {
      const std::scoped_lock once(mutex);
      const std::scoped_lock twice(mutex);
    }
    other.join();
  });
  EXPECT_TRUE(result.clean()) << What(result);
}

// Waits for a flag; how it looks at the flag is the difference.
struct Door {
  std::mutex mutex;
  std::condition_variable opened;
  bool open = false;
};

TEST(Deadlock, LostWakeupBetweenLookingAndWaiting) {
  const Result result = Explore({}, [] {
    Door door;
    std::thread waiter([&] {
      std::unique_lock lock(door.mutex);
      const bool open = door.open;
      lock.unlock();
      lock.lock();
      if (!open) door.opened.wait(lock);
    });
    {
      const std::scoped_lock lock(door.mutex);
      door.open = true;
    }
    door.opened.notify_one();
    waiter.join();
  });
  ASSERT_FALSE(result.clean());
  EXPECT_EQ(result.finding->kind, Kind::kDeadlock);
}

TEST(Deadlock, LostWakeupSaysWhoseNotificationWasLost) {
  const Result result = Explore({}, [] {
    Door door;
    std::thread waiter([&] {
      std::unique_lock lock(door.mutex);
      door.opened.wait(lock);
    });
    door.opened.notify_one();
    waiter.join();
  });
  ASSERT_FALSE(result.clean());
  EXPECT_EQ(result.finding->kind, Kind::kDeadlock);
  EXPECT_NE(
      result.finding->message.find(
          "the notification of main came when nobody waited, and was lost"),
      std::string::npos)
      << What(result);
}

// Two wait, and one is told. An earlier notification, that nobody needed, is
// not to blame.
TEST(Deadlock, SaysWhoGotTheOneNotification) {
  const Result result = Explore({}, [] {
    std::mutex mutex;
    std::condition_variable opened;
    bool open = false;
    opened.notify_one();
    const auto wait = [&] {
      std::unique_lock lock(mutex);
      while (!open) opened.wait(lock);
    };
    std::thread john(wait);
    std::thread jane(wait);
    std::this_thread::sleep_for(std::chrono::seconds(1));
    {
      const std::scoped_lock lock(mutex);
      open = true;
    }
    opened.notify_one();
    john.join();
    jane.join();
  });
  ASSERT_FALSE(result.clean());
  EXPECT_EQ(result.finding->kind, Kind::kDeadlock);
  const std::string& message = result.finding->message;
  EXPECT_NE(message.find("was for one alone, and thread "), std::string::npos)
      << message;
  EXPECT_EQ(message.find("was lost"), std::string::npos) << message;
  for (const schedule::Event& event : result.finding->trace)
    EXPECT_NE(event.mark, schedule::Mark::kLost) << event.what;
}

// The change comes after the notification, so nobody is told of it.
TEST(Deadlock, SaysThatAChangeWasNeverTold) {
  const Result result = Explore({}, [] {
    std::mutex mutex;
    std::condition_variable opened;
    bool open = false;
    std::thread john([&] {
      std::unique_lock lock(mutex);
      while (!open) opened.wait(lock);
    });
    opened.notify_all();
    {
      const std::scoped_lock lock(mutex);
      open = true;
    }
    john.join();
  });
  ASSERT_FALSE(result.clean());
  EXPECT_NE(result.finding->message.find(
                "main took mutex 1 once more after its last notification, and "
                "notified nobody"),
            std::string::npos)
      << result.finding->message;
  ASSERT_GE(result.finding->locations.size(), 2U);
  EXPECT_EQ(result.finding->locations[1].what,
            "takes the lock, and notifies nobody after that");
}

// It has looked again since the notification, and only then waits.
TEST(Deadlock, ANotificationThatWasSeenIsNotCalledLost) {
  const Result result = Explore({}, [] {
    std::mutex mutex;
    std::condition_variable changed;
    int orders = 1;
    changed.notify_one();
    std::unique_lock lock(mutex);
    --orders;
    lock.unlock();
    lock.lock();
    changed.wait(lock, [&] { return orders > 0; });
  });
  ASSERT_FALSE(result.clean());
  EXPECT_TRUE(result.finding->message.ends_with("nobody will notify any more"))
      << result.finding->message;
  EXPECT_EQ(result.finding->locations.size(), 1U);
}

TEST(Deadlock, NotifyOneWithTwoKindsOfWaiter) {
  // The one notification may go to the waiter whose condition does not hold.
  const Result result = Explore({}, [] {
    std::mutex mutex;
    std::condition_variable changed;
    bool burgers = false;
    bool never = false;
    bool served = false;
    std::thread other([&] {
      std::unique_lock lock(mutex);
      changed.wait(lock, [&] { return never || served; });
    });
    std::thread eater([&] {
      std::unique_lock lock(mutex);
      changed.wait(lock, [&] { return burgers; });
      served = true;
      changed.notify_all();
    });
    {
      const std::scoped_lock lock(mutex);
      burgers = true;
    }
    changed.notify_one();
    other.join();
    eater.join();
  });
  ASSERT_FALSE(result.clean());
  EXPECT_EQ(result.finding->kind, Kind::kDeadlock);
}

TEST(Deadlock, IfInsteadOfWhile) {
  // A condition variable may wake somebody for no reason.
  const Result result = Explore({}, [] {
    Door door;
    std::thread waiter([&] {
      std::unique_lock lock(door.mutex);
      if (!door.open) door.opened.wait(lock);
      schedule::Require(door.open, "went through a closed door");
    });
    {
      const std::scoped_lock lock(door.mutex);
      door.open = true;
    }
    door.opened.notify_one();
    waiter.join();
  });
  ASSERT_FALSE(result.clean());
  EXPECT_EQ(result.finding->kind, Kind::kWrongResult);
}

TEST(Deadlock, WaitingWithAPredicateIsClean) {
  const Result result = Explore({}, [] {
    Door door;
    std::thread waiter([&] {
      std::unique_lock lock(door.mutex);
      door.opened.wait(lock, [&] { return door.open; });
    });
    {
      const std::scoped_lock lock(door.mutex);
      door.open = true;
    }
    door.opened.notify_one();
    waiter.join();
  });
  EXPECT_TRUE(result.clean()) << What(result);
}

TEST(Deadlock, TimedWaitEnds) {
  const Result result = Explore({.schedules = 50}, [] {
    Door door;
    std::unique_lock lock(door.mutex);
    const auto status = door.opened.wait_for(lock, std::chrono::seconds(3));
    schedule::Require(status == std::cv_status::timeout, "nobody notified");
    schedule::Require(schedule::Elapsed() == std::chrono::seconds(3),
                      "three seconds");
  });
  EXPECT_TRUE(result.clean()) << What(result);
}

}  // namespace
