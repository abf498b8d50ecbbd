// Atomics are visible operations: another thread may come in between two of
// them.

#include <gtest/gtest.h>

#include <algorithm>
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

struct Pair {
  int first;
  int second;
  bool operator==(const Pair&) const = default;
};

// Nobody else is there, and yet it may fail.
template <typename Value>
Result ExchangeOnce(Value from, Value to) {
  return Explore({}, [from, to] {
    std::atomic<Value> value{from};
    Value expected = from;
    const bool done = value.compare_exchange_weak(expected, to);
    schedule::Require(expected == from, "it was what was expected");
    schedule::Require(value.load() == (done ? to : from), "changed, or not");
    schedule::Require(done, "failed for no reason");
  });
}

TEST(Atomic, WeakExchangeMayFailForNoReason) {
  int a = 0;
  int b = 0;
  for (const Result& result :
       {ExchangeOnce<int>(0, 1), ExchangeOnce<bool>(false, true),
        ExchangeOnce<double>(0, 1), ExchangeOnce<int*>(&a, &b),
        ExchangeOnce<Pair>({0, 0}, {1, 1})}) {
    ASSERT_FALSE(result.clean());
    EXPECT_EQ(result.finding->message, "failed for no reason");
    EXPECT_EQ(result.finding->schedule, "!");
  }
}

TEST(Atomic, WeakExchangeThatFailsIsReplayedAndTold) {
  const auto body = [] {
    std::atomic<int> value{0};
    int expected = 0;
    std::thread other([&] { value.compare_exchange_weak(expected, 1); });
    other.join();
    schedule::Require(value == 1, "nothing was changed");
  };
  const Result found = Explore({}, body);
  ASSERT_FALSE(found.clean());
  const Result again = Explore({.replay = found.finding->schedule}, body);
  ASSERT_FALSE(again.clean());
  EXPECT_EQ(again.finding->schedule, found.finding->schedule);
  const auto& trace = again.finding->trace;
  EXPECT_TRUE(std::any_of(trace.begin(), trace.end(), [](const auto& event) {
    return event.thread == "thread 1" &&
           event.what == "fails to change atomic 1 for no reason";
  }));
}

TEST(Atomic, WeakExchangeFailsOnceAtMost) {
  // As it is, or with the first or the second exchange failing.
  const Result twice = Explore({.search = schedule::Search::kExhaustive}, [] {
    std::atomic<int> value{0};
    for (int i = 0; i < 2; ++i) {
      int expected = i;
      int tries = 1;
      while (!value.compare_exchange_weak(expected, i + 1)) ++tries;
      schedule::Require(tries <= 2, "failed twice");
    }
  });
  EXPECT_TRUE(twice.clean()) << What(twice);
  EXPECT_TRUE(twice.proved);
  EXPECT_EQ(twice.schedules, 3);
  const Result strong = Explore({.search = schedule::Search::kExhaustive}, [] {
    std::atomic<int> value{0};
    int expected = 0;
    schedule::Require(value.compare_exchange_strong(expected, 1),
                      "the strong form does not fail");
  });
  EXPECT_TRUE(strong.clean()) << What(strong);
  EXPECT_EQ(strong.schedules, 1);
}

}  // namespace
