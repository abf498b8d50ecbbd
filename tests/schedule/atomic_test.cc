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

}  // namespace
