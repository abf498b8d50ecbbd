// Opposite orders of locks that cannot deadlock. See lock_order_test.cc for why
// one schedule is all that is allowed.

#include <gtest/gtest.h>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <shared_mutex>
#include <thread>

#include "orders.h"
#include "schedule/explore.h"
#include "what.h"

namespace {

using schedule::Explore;
using schedule::Result;

// Nothing is suspected: no other schedule is run.
void ExpectNoSuspicion(const std::function<void()>& body) {
  const Result result = Explore({.schedules = 1}, body);
  EXPECT_TRUE(result.clean()) << What(result);
  EXPECT_EQ(result.schedules, 1);
}

// A suspicion, and nothing behind it.
void ExpectRefuted(const std::function<void()>& body) {
  const Result result = Explore({.schedules = 1}, body);
  EXPECT_TRUE(result.clean()) << What(result);
  EXPECT_GT(result.schedules, 1);
}

TEST(SafeOrder, GateLock) {
  ExpectNoSuspicion([] {
    std::mutex gate;
    std::mutex grill;
    std::mutex fryer;
    Together(
        [&] {
          const std::lock_guard first(gate);
          Take(grill, fryer);
        },
        [&] {
          const std::lock_guard first(gate);
          Take(fryer, grill);
        });
  });
}

TEST(SafeOrder, OneThreadBothWays) {
  ExpectNoSuspicion([] {
    std::mutex grill;
    std::mutex fryer;
    Together(
        [&] {
          Take(grill, fryer);
          Take(fryer, grill);
        },
        [] {});
  });
}

TEST(SafeOrder, OneThreadJoinedBeforeTheOtherIsStarted) {
  ExpectNoSuspicion([] {
    std::mutex grill;
    std::mutex fryer;
    std::thread john([&] { Take(grill, fryer); });
    john.join();
    std::thread jane([&] { Take(fryer, grill); });
    jane.join();
  });
}

TEST(SafeOrder, BeforeThreadsAreStartedAndAfter) {
  ExpectNoSuspicion([] {
    std::mutex grill;
    std::mutex fryer;
    Take(fryer, grill);
    Together([&] { Take(grill, fryer); }, [&] { Take(grill, fryer); });
    Take(fryer, grill);
  });
}

TEST(SafeOrder, JoinedByAThirdThread) {
  ExpectNoSuspicion([] {
    std::mutex grill;
    std::mutex fryer;
    std::thread john([&] { Take(grill, fryer); });
    std::thread boss([&] {
      john.join();
      std::thread jane([&] { Take(fryer, grill); });
      jane.join();
    });
    boss.join();
  });
}

TEST(SafeOrder, Readers) {
  ExpectNoSuspicion([] {
    std::shared_mutex menu;
    std::shared_mutex prices;
    Together(
        [&] {
          const std::shared_lock one(menu);
          const std::shared_lock two(prices);
        },
        [&] {
          const std::shared_lock one(prices);
          const std::shared_lock two(menu);
        });
  });
}

TEST(SafeOrder, TriedFor) {
  ExpectNoSuspicion([] {
    std::mutex grill;
    std::mutex fryer;
    Together([&] { Take(grill, fryer); },
             [&] {
               const std::lock_guard one(fryer);
               const std::unique_lock two(grill, std::try_to_lock);
             });
  });
}

TEST(SafeOrder, TakenAtOnce) {
  ExpectNoSuspicion([] {
    std::mutex grill;
    std::mutex fryer;
    Together([&] { const std::scoped_lock both(grill, fryer); },
             [&] { const std::scoped_lock both(fryer, grill); });
  });
}

TEST(SafeOrder, RecursiveLockTakenAgainInside) {
  ExpectNoSuspicion([] {
    std::recursive_mutex kitchen;
    std::mutex till;
    const auto work = [&] {
      const std::lock_guard one(kitchen);
      const std::lock_guard two(till);
      const std::lock_guard again(kitchen);
    };
    Together(work, work);
  });
}

// Given back as often as it was taken, it is held no more.
TEST(SafeOrder, RecursiveLockGivenBack) {
  ExpectNoSuspicion([] {
    std::recursive_mutex kitchen;
    std::mutex till;
    Together(
        [&] {
          kitchen.lock();
          (void)kitchen.try_lock();
          kitchen.unlock();
          kitchen.unlock();
          const std::lock_guard one(till);
        },
        [&] {
          const std::lock_guard one(till);
          const std::lock_guard two(kitchen);
        });
  });
}

// Given back less often than that, it is a gate still.
TEST(SafeOrder, RecursiveGateGivenBackOnce) {
  ExpectNoSuspicion([] {
    std::recursive_mutex gate;
    std::mutex grill;
    std::mutex fryer;
    Together(
        [&] {
          const std::lock_guard lock(gate);
          {
            const std::lock_guard again(gate);
          }
          Take(grill, fryer);
        },
        [&] {
          const std::lock_guard lock(gate);
          Take(fryer, grill);
        });
  });
}

// ---- Kept apart by what the order of locks does not show ------------------

TEST(SafeOrder, KeptApartByAMessage) {
  ExpectRefuted([] {
    std::mutex grill;
    std::mutex fryer;
    std::mutex mutex;
    std::condition_variable changed;
    bool done = false;
    Together(
        [&] {
          Take(grill, fryer);
          const std::lock_guard lock(mutex);
          done = true;
          changed.notify_one();
        },
        [&] {
          {
            std::unique_lock lock(mutex);
            changed.wait(lock, [&] { return done; });
          }
          Take(fryer, grill);
        });
  });
}

// What it sees under the first lock says whether the other is needed.
void KeptApartByData() {
  std::mutex grill;
  std::mutex fryer;
  bool done = false;
  Together(
      [&] {
        const std::lock_guard one(fryer);
        if (done) const std::lock_guard two(grill);
      },
      [&] {
        const std::lock_guard one(grill);
        const std::lock_guard two(fryer);
        done = true;
      });
}

TEST(SafeOrder, KeptApartByDataUnderTheLock) { ExpectRefuted(KeptApartByData); }

TEST(SafeOrder, KeptApartByLookingAgainAndAgain) {
  ExpectRefuted([] {
    std::mutex grill;
    std::mutex fryer;
    Done done;
    Together(
        [&] {
          Take(grill, fryer);
          done.Say();
        },
        [&] {
          done.LookUntilSaid();
          Take(fryer, grill);
        });
  });
}

TEST(SafeOrder, AProofLeavesNothingToSuspect) {
  const Result result = Explore({}, KeptApartByData);
  const Result without = Explore({.lock_order = false}, KeptApartByData);
  EXPECT_TRUE(result.clean()) << What(result);
  EXPECT_TRUE(result.proved);
  EXPECT_EQ(result.schedules, without.schedules);
}

}  // namespace
