// absl::Mutex and what is made of it.

#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "absl/synchronization/barrier.h"
#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/mutex.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "schedule/explore.h"
#include "what.h"

namespace {

using schedule::Explore;
using schedule::Kind;
using schedule::Result;

TEST(Absl, AwaitSeesEveryChange) {
  const Result result = Explore({}, [] {
    absl::Mutex mutex;
    int burgers = 0;
    std::thread cook([&] {
      for (int i = 0; i < 3; ++i) {
        const absl::MutexLock lock(&mutex);
        ++burgers;
      }
    });
    for (int i = 0; i < 3; ++i) {
      const absl::MutexLock lock(
          &mutex, absl::Condition(+[](int* n) { return *n > 0; }, &burgers));
      --burgers;
    }
    cook.join();
    schedule::Require(burgers == 0, "as many made as taken");
  });
  EXPECT_TRUE(result.clean()) << What(result);
}

TEST(Absl, ConditionThatNeverHolds) {
  const Result result = Explore({}, [] {
    absl::Mutex mutex;
    bool open = false;
    std::thread guest([&] {
      const absl::MutexLock lock(&mutex);
      mutex.Await(absl::Condition(&open));
    });
    guest.join();
  });
  ASSERT_FALSE(result.clean());
  EXPECT_EQ(result.finding->kind, Kind::kDeadlock);
  EXPECT_NE(
      result.finding->message.find("condition that nobody will make true"),
      std::string::npos)
      << What(result);
}

TEST(Absl, OppositeLockOrder) {
  const Result result = Explore({}, [] {
    absl::Mutex grill;
    absl::Mutex fryer;
    std::thread john([&] {
      const absl::MutexLock one(&grill);
      const absl::MutexLock two(&fryer);
    });
    std::thread jane([&] {
      const absl::MutexLock one(&fryer);
      const absl::MutexLock two(&grill);
    });
    john.join();
    jane.join();
  });
  ASSERT_FALSE(result.clean());
  EXPECT_EQ(result.finding->kind, Kind::kDeadlock);
}

TEST(Absl, ReadersTogetherWritersAlone) {
  const Result result = Explore({}, [] {
    absl::Mutex mutex;
    int price = 0;
    std::vector<std::thread> guests;
    for (int i = 0; i < 2; ++i) {
      guests.emplace_back([&] {
        const absl::ReaderMutexLock lock(&mutex);
        schedule::Note("reads");
        schedule::Require(price % 2 == 0, "a price half written was read");
      });
    }
    {
      const absl::MutexLock lock(&mutex);
      ++price;
      schedule::Note("writes");
      ++price;
    }
    for (std::thread& guest : guests) guest.join();
  });
  EXPECT_TRUE(result.clean()) << What(result);
}

TEST(Absl, TimeoutsAreVirtual) {
  const Result result = Explore({.schedules = 50}, [] {
    absl::Mutex mutex;
    absl::CondVar changed;
    bool never = false;
    const absl::Time start = absl::Now();
    mutex.Lock();
    schedule::Require(
        !mutex.AwaitWithTimeout(absl::Condition(&never), absl::Seconds(2)),
        "the condition never holds");
    schedule::Require(changed.WaitWithTimeout(&mutex, absl::Seconds(3)),
                      "nobody signals");
    mutex.Unlock();
    absl::SleepFor(absl::Seconds(5));
    schedule::Require(schedule::Elapsed() == std::chrono::seconds(10),
                      "2 s + 3 s + 5 s");
    schedule::Require(absl::Now() - start == absl::Seconds(10),
                      "as absl::Now shows");
  });
  EXPECT_TRUE(result.clean()) << What(result);
}

TEST(Absl, NotificationCounterBarrierAndCondVar) {
  const Result result = Explore({}, [] {
    absl::Notification opened;
    absl::BlockingCounter done(2);
    auto* barrier = new absl::Barrier(2);
    absl::Mutex mutex;
    absl::CondVar changed;
    int arrived = 0;
    const auto work = [&] {
      opened.WaitForNotification();
      {
        const absl::MutexLock lock(&mutex);
        ++arrived;
        changed.SignalAll();
        while (arrived < 2) changed.Wait(&mutex);
      }
      if (barrier->Block()) delete barrier;
      done.DecrementCount();
    };
    std::thread john(work);
    std::thread jane(work);
    opened.Notify();
    done.Wait();
    john.join();
    jane.join();
  });
  EXPECT_TRUE(result.clean()) << What(result);
}

TEST(Absl, TryLockMayFail) {
  const Result result = Explore({}, [] {
    absl::Mutex mutex;
    int taken = 0;
    const auto work = [&] {
      if (!mutex.TryLock()) return;
      ++taken;
      mutex.Unlock();
    };
    std::thread john(work);
    std::thread jane(work);
    john.join();
    jane.join();
    schedule::Require(taken == 2, "one found it taken");
  });
  ASSERT_FALSE(result.clean());
  EXPECT_EQ(result.finding->kind, Kind::kWrongResult);
}

TEST(Absl, TwoThatAwaitDoNotKeepEachOtherAwake) {
  const Result result = Explore({.schedules = 200, .max_steps = 200}, [] {
    absl::Mutex mutex;
    bool open = false;
    const auto wait = [&] {
      const absl::MutexLock lock(&mutex);
      mutex.Await(absl::Condition(&open));
    };
    std::thread john(wait);
    std::thread jane(wait);
    absl::SleepFor(absl::Seconds(5));
    {
      const absl::MutexLock lock(&mutex);
      open = true;
    }
    john.join();
    jane.join();
  });
  EXPECT_TRUE(result.clean()) << What(result);
}

}  // namespace
