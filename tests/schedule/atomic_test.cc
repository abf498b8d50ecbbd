// Atomics are visible operations: another thread may come in between two of
// them.

#include <gtest/gtest.h>

#include <atomic>
#include <barrier>
#include <latch>
#include <semaphore>
#include <thread>

#include "schedule/explore.h"
#include "what.h"

namespace {

using schedule::Explore;
using schedule::Kind;
using schedule::Result;

TEST(Atomic, LoadThenStoreLosesUpdates) {
  const Result result = Explore({}, [] {
    std::atomic<int> counter{0};
    const auto count = [&] { counter.store(counter.load() + 1); };
    std::thread john(count);
    std::thread jane(count);
    john.join();
    jane.join();
    schedule::Require(counter == 2, "one of two was lost");
  });
  ASSERT_FALSE(result.clean());
  EXPECT_EQ(result.finding->kind, Kind::kWrongResult);
}

TEST(Atomic, FetchAddIsClean) {
  const Result result = Explore({}, [] {
    std::atomic<int> counter{0};
    const auto count = [&] { counter.fetch_add(1, std::memory_order_relaxed); };
    std::thread john(count);
    std::thread jane(count);
    john.join();
    jane.join();
    schedule::Require(counter == 2, "none was lost");
  });
  EXPECT_TRUE(result.clean()) << What(result);
}

TEST(Atomic, WaitAndNotify) {
  const Result result = Explore({}, [] {
    std::atomic<int> stage{0};
    std::thread other([&] {
      stage.wait(0);
      stage = 2;
      stage.notify_one();
    });
    stage = 1;
    stage.notify_one();
    stage.wait(1);
    other.join();
    schedule::Require(stage == 2, "both stages were passed");
  });
  EXPECT_TRUE(result.clean()) << What(result);
}

TEST(Atomic, NotifyForgotten) {
  const Result result = Explore({}, [] {
    std::atomic<int> stage{0};
    std::thread other([&] { stage.wait(0); });
    stage = 1;
    other.join();
  });
  ASSERT_FALSE(result.clean());
  EXPECT_EQ(result.finding->kind, Kind::kDeadlock);
}

TEST(Atomic, LatchBarrierAndSemaphore) {
  const Result result = Explore({}, [] {
    std::latch ready(2);
    std::barrier<> meet(2);
    std::counting_semaphore<> items(0);
    std::thread other([&] {
      ready.arrive_and_wait();
      meet.arrive_and_wait();
      items.release();
      meet.arrive_and_wait();
    });
    ready.arrive_and_wait();
    meet.arrive_and_wait();
    items.acquire();
    meet.arrive_and_wait();
    other.join();
  });
  EXPECT_TRUE(result.clean()) << What(result);
}

// Two threads, each of which says that it is there and then looks for the
// other. That both see nobody is possible where the order of the two is not
// sequential consistency, and is not among the schedules.
template <std::memory_order kStore, std::memory_order kLoad>
void LookForEachOther() {
  std::atomic<bool> john_is_there{false};
  std::atomic<bool> jane_is_there{false};
  std::thread john([&] {
    john_is_there.store(true, kStore);
    (void)jane_is_there.load(kLoad);
  });
  jane_is_there.store(true, kStore);
  (void)john_is_there.load(kLoad);
  john.join();
}

TEST(Atomic, OneOrderOfAllIsProved) {
  const Result result = Explore(
      {},
      LookForEachOther<std::memory_order_seq_cst, std::memory_order_seq_cst>);
  EXPECT_TRUE(result.clean()) << What(result);
  EXPECT_TRUE(result.proved);
}

TEST(Atomic, WeakerOrdersAreNotProved) {
  const Result result = Explore(
      {},
      LookForEachOther<std::memory_order_release, std::memory_order_acquire>);
  EXPECT_TRUE(result.clean()) << What(result);
  EXPECT_FALSE(result.proved);
  EXPECT_GE(result.schedules, 2000);
}

TEST(Atomic, OneWeakStoreAmongStrongOnesIsNotProved) {
  const Result result = Explore(
      {},
      LookForEachOther<std::memory_order_relaxed, std::memory_order_seq_cst>);
  EXPECT_FALSE(result.proved);
}

TEST(Atomic, OneWeakPlaceIsProved) {
  const Result result = Explore({}, [] {
    std::atomic<int> counter{0};
    std::thread john([&] { counter.fetch_add(1, std::memory_order_relaxed); });
    counter.fetch_add(1, std::memory_order_relaxed);
    john.join();
    schedule::Require(counter.load(std::memory_order_relaxed) == 2,
                      "none was lost");
  });
  EXPECT_TRUE(result.clean()) << What(result);
  EXPECT_TRUE(result.proved);
}

TEST(Atomic, ChangesThatAcquireAndReleaseAreProved) {
  const Result result = Explore({}, [] {
    std::atomic<int> burgers{0};
    std::atomic<int> drinks{0};
    const auto serve = [&] {
      burgers.fetch_add(1, std::memory_order_acq_rel);
      drinks.fetch_add(1, std::memory_order_acq_rel);
    };
    std::thread john(serve);
    serve();
    john.join();
  });
  EXPECT_TRUE(result.clean()) << What(result);
  EXPECT_TRUE(result.proved);
}

}  // namespace
