// What CountTogether() promises in counter.h, under every schedule that is
// tried.

#include <gtest/gtest.h>

#include <string>

#include "counter.h"
#include "schedule/gtest.h"

namespace {

void RequireCount(int threads, int times) {
  const int counted = CountTogether(threads, times);
  const std::string work = std::to_string(threads) + " threads that count to " +
                           std::to_string(times);
  schedule::Require(counted == threads * times,
                    work + " together came to " + std::to_string(counted) +
                        ", not " + std::to_string(threads * times));
  const int at_once = schedule::MostThreadsAtOnce();
  schedule::Require(
      at_once == threads,
      work + ": all " + std::to_string(threads) +
          " must be started, and that before any is waited for, and at most " +
          std::to_string(at_once) + " were there at the same time");
}

TEST(UnsafeCounter, TwoThreads) {
  schedule::ExploreTest([] { RequireCount(2, 2); });
}

TEST(UnsafeCounter, ThreeThreads) {
  schedule::ExploreTest([] { RequireCount(3, 2); });
}

TEST(UnsafeCounter, OneThreadWithALongWay) {
  schedule::ExploreTest([] { RequireCount(1, 20); });
}

TEST(UnsafeCounter, NothingToCount) {
  schedule::ExploreTest([] { RequireCount(2, 0); });
}

}  // namespace
