// Deadlocks that no schedule ran into, but that the order of locks gives away.
//
// One schedule, the one that switches least, is all that these tests allow the
// search: whatever else is run, the order of locks led to it. In that schedule
// the thread that was started last goes first.

#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "orders.h"
#include "schedule/explore.h"
#include "what.h"

namespace {

using schedule::Clock;
using schedule::Explore;
using schedule::Kind;
using schedule::Result;

void ExpectDeadlock(const std::function<void()>& body) {
  const Result without = Explore({.schedules = 1, .lock_order = false}, body);
  EXPECT_TRUE(without.clean()) << What(without);
  const Result result = Explore({.schedules = 1}, body);
  ASSERT_FALSE(result.clean());
  EXPECT_EQ(result.finding->kind, Kind::kDeadlock) << What(result);
  EXPECT_FALSE(result.proved);
  const Result again = Explore({.replay = result.finding->schedule}, body);
  ASSERT_FALSE(again.clean());
  EXPECT_EQ(again.finding->message, result.finding->message);
}

// At the beginning of one thread's work, at the end of the other's.
void FarApart() {
  std::mutex grill;
  std::mutex fryer;
  Together(
      [&] {
        Take(grill, fryer);
        WorkLong();
      },
      [&] {
        WorkLong();
        Take(fryer, grill);
      });
}

TEST(LockOrder, OppositeOrdersFarApart) { ExpectDeadlock(FarApart); }

TEST(LockOrder, SaysWhoHoldsWhatAndWhatToDo) {
  const Result result = Explore({.schedules = 1}, FarApart);
  ASSERT_FALSE(result.clean());
  for (const char* part : {"which thread 1 holds", "which thread 2 holds",
                           "they take these locks in different orders"}) {
    EXPECT_NE(result.finding->message.find(part), std::string::npos)
        << What(result);
  }
  EXPECT_GE(result.finding->locations.size(), 4U);
}

TEST(LockOrder, TheSameWithAnyNumberOfWorkers) {
  const Result one = Explore({.schedules = 8, .workers = 1}, FarApart);
  const Result many = Explore({.schedules = 8, .workers = 3}, FarApart);
  ASSERT_FALSE(one.clean());
  ASSERT_FALSE(many.clean());
  EXPECT_EQ(one.schedules, many.schedules);
  EXPECT_EQ(one.finding->schedule, many.finding->schedule);
}

TEST(LockOrder, ThreeLocksInACircle) {
  ExpectDeadlock([] {
    std::mutex forks[3];
    std::thread first([&] { Take(forks[0], forks[1]); });
    std::thread second([&] {
      WorkLong();
      Take(forks[1], forks[2]);
    });
    std::thread third([&] { Take(forks[2], forks[0]); });
    first.join();
    second.join();
    third.join();
  });
}

TEST(LockOrder, AbslMutexAndStdMutex) {
  ExpectDeadlock([] {
    std::mutex grill;
    absl::Mutex fryer;
    Together(
        [&] {
          const std::lock_guard one(grill);
          const absl::MutexLock two(&fryer);
        },
        [&] {
          const absl::MutexLock one(&fryer);
          const std::lock_guard two(grill);
        });
  });
}

TEST(LockOrder, ReadersOfOneLockAndWritersOfIt) {
  ExpectDeadlock([] {
    std::shared_mutex menu;
    std::mutex till;
    Together(
        [&] {
          const std::shared_lock one(menu);
          const std::lock_guard two(till);
        },
        [&] {
          const std::lock_guard one(till);
          const std::lock_guard two(menu);
        });
  });
}

// The lock that a wait has given up is taken again while another is held.
TEST(LockOrder, LockTakenAgainAfterAWait) {
  ExpectDeadlock([] {
    std::mutex outer;
    std::mutex inner;
    std::condition_variable changed;
    Together(
        [&] {
          std::unique_lock one(inner);
          const std::lock_guard two(outer);
          changed.wait_for(one, std::chrono::seconds(1));
        },
        [&] { Take(inner, outer); });
  });
}

// Each has used the other's first lock before: whoever is stopped in the middle
// too early keeps the other from getting there.
TEST(LockOrder, EachNeedsTheOthersLockBefore) {
  ExpectDeadlock([] {
    std::mutex grill;
    std::mutex fryer;
    Together(
        [&] {
          {
            const std::lock_guard alone(fryer);
          }
          WorkLong();
          Take(grill, fryer);
        },
        [&] {
          {
            const std::lock_guard alone(grill);
          }
          WorkLong();
          Take(fryer, grill);
        });
  });
}

// In the first round one waits for the other by looking again and again, and
// whoever is stopped in the middle then is waited for.
TEST(LockOrder, OnlyInTheSecondRound) {
  ExpectDeadlock([] {
    std::mutex grill;
    std::mutex fryer;
    Done done;
    Together(
        [&] {
          Take(grill, fryer);
          done.Say();
          WorkLong();
          Take(grill, fryer);
        },
        [&] {
          done.LookUntilSaid();
          for (int i = 0; i < 2; ++i) WorkLong();
          Take(fryer, grill);
        });
  });
}

// Nobody waits for a lock that is only tried for, but others wait once it is
// had. `attempt` takes it like that, `wait` in the usual way.
template <typename Attempt, typename GiveBack, typename Wait>
void ExpectDeadlockAfter(const Attempt& attempt, const GiveBack& give_back,
                         const Wait& wait) {
  ExpectDeadlock([&] {
    std::mutex fryer;
    Together(
        [&] {
          if (!attempt()) return;
          {
            const std::lock_guard second(fryer);
          }
          give_back();
        },
        [&] {
          const std::lock_guard first(fryer);
          wait();
        });
  });
}

TEST(LockOrder, FirstLockWasTriedFor) {
  std::mutex grill;
  ExpectDeadlockAfter([&] { return grill.try_lock(); }, [&] { grill.unlock(); },
                      [&] { const std::lock_guard lock(grill); });
  absl::Mutex order;
  ExpectDeadlockAfter([&] { return order.TryLock(); },
                      [&]() ABSL_NO_THREAD_SAFETY_ANALYSIS { order.Unlock(); },
                      [&] { const absl::MutexLock lock(&order); });
  std::shared_mutex menu;
  const auto write = [&] { const std::lock_guard lock(menu); };
  ExpectDeadlockAfter([&] { return menu.try_lock(); }, [&] { menu.unlock(); },
                      write);
  ExpectDeadlockAfter([&] { return menu.try_lock_shared(); },
                      [&] { menu.unlock_shared(); }, write);
}

TEST(LockOrder, BehindDifferentGates) {
  ExpectDeadlock([] {
    std::mutex front;
    std::mutex back;
    std::mutex grill;
    std::mutex fryer;
    Together(
        [&] {
          const std::lock_guard gate(front);
          Take(grill, fryer);
        },
        [&] {
          const std::lock_guard gate(back);
          Take(fryer, grill);
        });
  });
}

// A gate that both only read holds nobody up.
TEST(LockOrder, BehindAGateThatBothRead) {
  ExpectDeadlock([] {
    std::shared_mutex gate;
    std::mutex grill;
    std::mutex fryer;
    Together(
        [&] {
          const std::shared_lock open(gate);
          Take(grill, fryer);
        },
        [&] {
          const std::shared_lock open(gate);
          Take(fryer, grill);
        });
  });
}

// ---- Kept apart by sleeping -----------------------------------------------

void KeptApartBySleeping() {
  std::mutex grill;
  std::mutex fryer;
  Together([&] { Take(grill, fryer); },
           [&] {
             std::this_thread::sleep_for(std::chrono::seconds(5));
             Take(fryer, grill);
           });
}

TEST(LockOrder, SleepingKeepsNobodyApart) {
  for (const int schedules : {1, 2000}) {
    const Result without = Explore(
        {.schedules = schedules, .lock_order = false}, KeptApartBySleeping);
    EXPECT_TRUE(without.clean()) << What(without);
    const Result result =
        Explore({.schedules = schedules}, KeptApartBySleeping);
    ASSERT_FALSE(result.clean());
    EXPECT_FALSE(result.proved);
    EXPECT_EQ(result.finding->kind, Kind::kDeadlock);
    EXPECT_EQ(result.finding->message.find("could deadlock if a sleep ends"),
              0U)
        << What(result);
    EXPECT_EQ(result.finding->schedule.find("late:"), 0U) << What(result);
    const Result again =
        Explore({.replay = result.finding->schedule}, KeptApartBySleeping);
    ASSERT_FALSE(again.clean());
    EXPECT_EQ(again.finding->message, result.finding->message);
    EXPECT_EQ(again.finding->schedule, result.finding->schedule);
  }
}

TEST(LockOrder, ASlowDayFindsItByItself) {
  const Result result = Explore(
      {.clock = Clock::kAdversarial, .lock_order = false}, KeptApartBySleeping);
  ASSERT_FALSE(result.clean());
  EXPECT_EQ(result.finding->message.find("nobody can ever go on"), 0U);
}

// What else goes wrong on a slow day is not what was asked.
TEST(LockOrder, OtherLatenessIsNoMatter) {
  const Result result = Explore({.schedules = 1}, [] {
    std::mutex grill;
    std::mutex fryer;
    std::condition_variable changed;
    bool done = false;
    Together(
        [&] {
          Take(grill, fryer);
          const std::lock_guard lock(grill);
          done = true;
          changed.notify_one();
        },
        [&] {
          {
            std::unique_lock lock(grill);
            const bool told = changed.wait_for(lock, std::chrono::seconds(1),
                                               [&] { return done; });
            schedule::Require(told, "was told in time");
          }
          Take(fryer, grill);
        });
  });
  EXPECT_TRUE(result.clean()) << What(result);
  EXPECT_GT(result.schedules, 1);
}

}  // namespace
