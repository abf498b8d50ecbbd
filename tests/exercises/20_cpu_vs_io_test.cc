// What OrderMore() and CloseUp() promise in closing.h. Computing takes virtual
// time, and takes it from the thread that does it.

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <exception>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "closing.h"
#include "kitchen/compute.h"
#include "kitchen/coroutines/create_task.h"
#include "kitchen/coroutines/gather.h"
#include "kitchen/coroutines/run.h"
#include "kitchen/coroutines/sleep.h"
#include "kitchen/stopwatch.h"
#include "office.h"
#include "schedule/gtest.h"

namespace {

using kitchen::Task;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

// Longer than a std::string holds in itself, so that one that is gone is seen.
const char kPhoto[] = "photo of a burger with fries";
std::vector<int> Receipts() { return {1250, 890, 2360}; }
const char kItem[] = "Buns with sesame, two hundred";

// Counts the computations of a schedule, and orders nothing between the threads
// that do them. Not on the stack of the test: a thread that still computes when
// CloseUp has ended finds them here.
std::atomic<int> computed;
kitchen::Computer the_computer;

class Computations {
 public:
  Computations() {
    computed.store(0, std::memory_order_relaxed);
    the_computer = kitchen::SetComputer([](milliseconds time) {
      the_computer(time);
      computed.fetch_add(1, std::memory_order_relaxed);
    });
  }
  ~Computations() { kitchen::SetComputer(std::exchange(the_computer, {})); }
  Computations(const Computations&) = delete;
  Computations& operator=(const Computations&) = delete;

  void Require(int wanted) const {
    const int done = computed.load(std::memory_order_relaxed);
    schedule::Require(done == wanted,
                      "AddUp and Shrink are to be called once each by a "
                      "CloseUp: that makes " +
                          std::to_string(wanted) + " computations, and " +
                          std::to_string(done) + " were done when it ended");
  }
};

// Who looks again and again, with short sleeps, is a little late: that much is
// no delay.
bool Near(nanoseconds time, nanoseconds wanted) {
  return time >= wanted && time < wanted + milliseconds(500);
}

void RequireOrdered(const std::string& delivery) {
  const std::string wanted = std::string(kItem) + ": tomorrow at 6.";
  schedule::Require(delivery == wanted, "the supplier's answer should be '" +
                                            wanted + "', and it is '" +
                                            delivery + "'");
}

void RequireClosed(const Closing& closing, int takings) {
  schedule::Require(closing.takings == takings,
                    "the takings should be " + std::to_string(takings) +
                        ", and they are " + std::to_string(closing.takings));
  const std::string small = "small " + std::string(kPhoto);
  schedule::Require(
      closing.photo == small,
      "the photo should be '" + small + "', and it is '" + closing.photo + "'");
  RequireOrdered(closing.delivery);
}

// Closes, and requires what is promised.
Task<> CloseWell(std::vector<int> receipts) {
  const int takings = std::accumulate(receipts.begin(), receipts.end(), 0);
  std::string thrown;
  try {
    const Closing closing =
        co_await CloseUp(std::move(receipts), kPhoto, kItem);
    RequireClosed(closing, takings);
    co_return;
  } catch (const std::exception& error) {
    thrown = error.what();
  }
  schedule::Require(false,
                    "CloseUp threw '" + thrown +
                        "': does a task use what is gone when it begins, such "
                        "as the captures of a lambda, or a local variable to "
                        "which it has a reference?");
}

Task<> CloseInTwoSeconds(const Computations& computations) {
  const nanoseconds start = schedule::Elapsed();
  co_await CloseWell(Receipts());
  const nanoseconds taken = schedule::Elapsed() - start;
  computations.Require(2);
  schedule::Require(
      Near(taken, seconds(2)),
      "two computations of 2 s and an order of 2 s, all at the same time, need "
      "2.00 s where there are processors enough, and CloseUp took " +
          kitchen::Seconds(taken) +
          " s: which thread does which of the computations?");
}

TEST(CpuVsIo, AllAtTheSameTime) {
  schedule::ExploreTest([] {
    const Computations computations;
    kitchen::Run(CloseInTwoSeconds(computations));
  });
}

// The task of somebody else on the same loop.
Task<> Tick(nanoseconds start) {
  constexpr milliseconds kTick{500};
  for (int i = 1; i <= 6; ++i) {
    co_await kitchen::Sleep(kTick);
    const nanoseconds now = schedule::Elapsed() - start;
    schedule::Require(
        now == i * kTick,
        "beside CloseUp a clock ticks on the same loop, and tick " +
            std::to_string(i) + ", due after " + kitchen::Seconds(i * kTick) +
            " s, came after " + kitchen::Seconds(now) +
            " s: something computes, or waits without co_await, on the thread "
            "of the loop, and nobody else on it had a turn");
  }
}

TEST(CpuVsIo, OthersGoOnMeanwhile) {
  schedule::ExploreTest([] {
    const auto main = []() -> Task<> {
      kitchen::StartedTask<> clock =
          kitchen::CreateTask(Tick(schedule::Elapsed()));
      co_await CloseWell(Receipts());
      co_await clock;
    };
    kitchen::Run(main());
  });
}

TEST(CpuVsIo, TwoRestaurantsCloseAtTheSameTime) {
  schedule::ExploreTest([] {
    const auto main = []() -> Task<> {
      const nanoseconds start = schedule::Elapsed();
      co_await kitchen::Gather(CloseWell(Receipts()), CloseWell({5, 6}));
      const nanoseconds taken = schedule::Elapsed() - start;
      schedule::Require(Near(taken, seconds(2)),
                        "two restaurants that close at the same time on one "
                        "loop need 2.00 s, and it took " +
                            kitchen::Seconds(taken) + " s");
    };
    kitchen::Run(main());
  });
}

TEST(CpuVsIo, ThreeOrdersInTwoSeconds) {
  schedule::ExploreTest([] {
    const nanoseconds start = schedule::Elapsed();
    const auto main = []() -> Task<> {
      const auto [a, b, c] = co_await kitchen::Gather(
          OrderMore(kItem), OrderMore(kItem), OrderMore(kItem));
      for (const std::string& delivery : {a, b, c}) RequireOrdered(delivery);
    };
    kitchen::Run(main());
    const nanoseconds taken = schedule::Elapsed() - start;
    schedule::Require(Near(taken, seconds(2)),
                      "three orders at the same time need 2.00 s, and they "
                      "took " +
                          kitchen::Seconds(taken) + " s");
  });
}

TEST(CpuVsIo, AQuietDay) {
  schedule::ExploreTest([] { kitchen::Run(CloseWell({})); });
}

TEST(CpuVsIo, HoweverLateTheClock) {
  schedule::ExploreTest(
      [] {
        const Computations computations;
        kitchen::Run(CloseWell(Receipts()));
        computations.Require(2);
      },
      schedule::Clock::kAdversarial);
}

}  // namespace
