// What CountTogether() promises in counter.h, under every schedule that is
// tried. What the compiler has to say has been said before.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "counter.h"
#include "schedule/gtest.h"

namespace {

void RequireCount(int threads, int times, int most) {
  const int shown = CountTogether(threads, times, most);
  const std::string work = std::to_string(threads) + " threads that count to " +
                           std::to_string(times);
  schedule::Require(shown <= most,
                    work + " went past the end of the display: it shows " +
                        std::to_string(shown) + ", and ends at " +
                        std::to_string(most) +
                        ". Can somebody come in between the comparison and "
                        "the addition?");
  const int wanted = std::min(threads * times, most);
  schedule::Require(shown == wanted, work + " together came to " +
                                         std::to_string(shown) + ", not " +
                                         std::to_string(wanted));
  const int at_once = schedule::MostThreadsAtOnce();
  schedule::Require(
      at_once == threads,
      work + ": all " + std::to_string(threads) +
          " must be started, and that before any is waited for, and at most " +
          std::to_string(at_once) + " were there at the same time");
}

TEST(GuardedCounter, TwoThreads) {
  schedule::ExploreTest([] { RequireCount(2, 2, 999'999); });
}

TEST(GuardedCounter, TheDisplayIsFull) {
  schedule::ExploreTest([] { RequireCount(2, 2, 3); });
}

TEST(GuardedCounter, ThreeThreadsAndRoomForOne) {
  schedule::ExploreTest([] { RequireCount(3, 1, 1); });
}

TEST(GuardedCounter, ExactlyAsFarAsItGoes) {
  schedule::ExploreTest([] { RequireCount(2, 2, 4); });
}

TEST(GuardedCounter, OneThreadWithALongWay) {
  schedule::ExploreTest([] { RequireCount(1, 20, 12); });
}

TEST(GuardedCounter, NothingToCount) {
  schedule::ExploreTest([] { RequireCount(2, 0, 1); });
}

}  // namespace
