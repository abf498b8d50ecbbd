// Counting truth: where the number of schedules is known, exactly so many are
// run.

#include <gtest/gtest.h>

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <thread>
#include <vector>

#include "schedule/explore.h"
#include "what.h"

namespace {

using schedule::Explore;
using schedule::Kind;
using schedule::Options;
using schedule::Result;
using schedule::Search;

constexpr int kPlenty = 100'000;

// n over k.
int64_t Binomial(int n, int k) {
  int64_t result = 1;
  for (int i = 1; i <= k; ++i) result = result * (n - k + i) / i;
  return result;
}

Options All(bool reduce, int preemption_bound = -1) {
  return {.schedules = kPlenty,
          .search = Search::kExhaustive,
          .preemption_bound = preemption_bound,
          .reduce = reduce};
}

// The main thread and another do `n` operations each, all on one object. The
// other thread's start is an operation too, so without reduction the sequences
// of n and of n + 1 operations are shuffled in every way.
void TwoThreadsOf(int n) {
  const auto work = [n] {
    for (int i = 0; i < n; ++i) schedule::Note("x");
  };
  std::thread other(work);
  work();
  other.join();
}

TEST(Exhaustive, EveryInterleavingOfTwoThreads) {
  for (int n = 1; n <= 5; ++n) {
    const Result result = Explore(All(false), [n] { TwoThreadsOf(n); });
    EXPECT_TRUE(result.clean()) << What(result);
    EXPECT_TRUE(result.proved);
    EXPECT_EQ(result.schedules, Binomial(2 * n + 1, n)) << "n = " << n;
  }
}

TEST(Exhaustive, OnePerClassOfTwoThreads) {
  for (int n = 1; n <= 5; ++n) {
    // Starting a thread has to do with nothing else: (2n)!/(n!)^2 orders are
    // left.
    const Result result = Explore(All(true), [n] { TwoThreadsOf(n); });
    EXPECT_TRUE(result.proved);
    EXPECT_EQ(result.schedules, Binomial(2 * n, n)) << "n = " << n;
  }
}

// Each takes a lock n times.
void Lockers(std::mutex& mine, std::mutex& yours, int n) {
  const auto work = [n](std::mutex& mutex) {
    for (int i = 0; i < n; ++i) const std::scoped_lock lock(mutex);
  };
  std::thread other([&] { work(yours); });
  work(mine);
  other.join();
}

TEST(Exhaustive, CriticalSectionsOfOneLock) {
  for (int n = 1; n <= 4; ++n) {
    const Result result = Explore(All(true), [n] {
      std::mutex mutex;
      Lockers(mutex, mutex, n);
    });
    EXPECT_TRUE(result.proved);
    // Nobody can come between lock and unlock: n sections each are shuffled.
    EXPECT_EQ(result.schedules, Binomial(2 * n, n)) << "n = " << n;
  }
}

TEST(Exhaustive, LocksThatHaveNothingToDoWithEachOther) {
  for (int n = 1; n <= 4; ++n) {
    const auto body = [n] {
      std::mutex mine;
      std::mutex yours;
      Lockers(mine, yours, n);
    };
    const Result reduced = Explore(All(true), body);
    EXPECT_TRUE(reduced.proved);
    EXPECT_EQ(reduced.schedules, 1) << "n = " << n;
    // Lock and unlock are two operations each.
    const Result all = Explore(All(false), body);
    EXPECT_TRUE(all.proved);
    EXPECT_EQ(all.schedules, Binomial(4 * n + 1, 2 * n)) << "n = " << n;
  }
}

// How many ways there are to go on from here, counted without the explorer:
// `left` operations each, thread `current` ran last, `preemptions` are still
// allowed.
int64_t Ways(int left_main, int left_other, int current, int preemptions) {
  if (left_main == 0 && left_other == 0) return 1;
  int64_t ways = 0;
  const bool current_can_go_on = current == 0 ? left_main > 0 : left_other > 0;
  for (int next = 0; next < 2; ++next) {
    if ((next == 0 ? left_main : left_other) == 0) continue;
    const int used = next != current && current_can_go_on ? 1 : 0;
    if (used > preemptions) continue;
    ways += Ways(left_main - (next == 0), left_other - (next == 1), next,
                 preemptions - used);
  }
  return ways;
}

TEST(Exhaustive, PreemptionBounds) {
  for (int n = 1; n <= 4; ++n) {
    for (int bound = 0; bound <= 4; ++bound) {
      const Result result =
          Explore(All(false, bound), [n] { TwoThreadsOf(n); });
      EXPECT_TRUE(result.proved);
      EXPECT_EQ(result.preemption_bound, bound);
      EXPECT_EQ(result.schedules, Ways(n, n + 1, 0, bound))
          << "n = " << n << ", bound = " << bound;
    }
  }
}

TEST(Exhaustive, ThreeThreads) {
  // Three threads of one operation each on one object: 3! orders.
  const Result result = Explore(All(true), [] {
    std::thread first([] { schedule::Note("1"); });
    std::thread second([] { schedule::Note("2"); });
    std::thread third([] { schedule::Note("3"); });
    first.join();
    second.join();
    third.join();
  });
  EXPECT_TRUE(result.proved);
  EXPECT_EQ(result.schedules, 6);
}

TEST(Exhaustive, ReductionKeepsTheLostWakeup) {
  // The notification may come between looking and waiting, with no lock in
  // common at that moment: the two are not independent.
  const Result result = Explore(All(true), [] {
    std::mutex mutex;
    std::condition_variable changed;
    std::thread waiter([&] {
      std::unique_lock lock(mutex);
      changed.wait(lock);
    });
    changed.notify_one();
    waiter.join();
  });
  ASSERT_FALSE(result.clean());
  EXPECT_EQ(result.finding->kind, Kind::kDeadlock);
}

TEST(Exhaustive, TooLargeIsNotProved) {
  const Result result =
      Explore({.schedules = 50, .search = Search::kExhaustive},
              [] { TwoThreadsOf(20); });
  EXPECT_TRUE(result.clean());
  EXPECT_FALSE(result.proved);
}

TEST(Exhaustive, GivingUpIsSaid) {
  // More threads that could go next than the search has room for.
  const auto crowd = [] {
    std::vector<std::thread> threads;
    for (int i = 0; i < 30; ++i) threads.emplace_back([] {});
    for (std::thread& thread : threads) thread.join();
  };
  const Result result =
      Explore({.search = Search::kExhaustive, .reduce = false}, crowd);
  ASSERT_FALSE(result.clean());
  EXPECT_EQ(result.finding->kind, Kind::kInfra);
  EXPECT_NE(result.finding->message.find("too large"), std::string::npos);
  // One of several searches may do so: the others go on.
  const Result mixed = Explore({}, crowd);
  EXPECT_TRUE(mixed.clean());
  EXPECT_GE(mixed.schedules, 2000);
}

TEST(Exhaustive, MixedProvesWhatIsSmall) {
  const Result small = Explore({}, [] { TwoThreadsOf(2); });
  EXPECT_TRUE(small.proved);
  const Result large = Explore({}, [] { TwoThreadsOf(30); });
  EXPECT_FALSE(large.proved);
  EXPECT_GE(large.schedules, 2000);
}

}  // namespace
