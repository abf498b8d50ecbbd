// What Map() promises in executor.h, under every schedule that is tried.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "executor.h"
#include "kitchen/stopwatch.h"
#include "schedule/gtest.h"

namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

// Relaxed, so that the test's own counting orders nothing between the threads.
// Not on the stack of the test: a call that goes on when Map has returned finds
// them here. Inputs are at most 9.
std::array<std::atomic<int>, 10> calls;
std::array<std::atomic<int64_t>, 10> begun_ns;
std::atomic<int> at_work;
std::atomic<int> most_at_work;

void Reset() {
  for (std::atomic<int>& n : calls) n.store(0, std::memory_order_relaxed);
  for (std::atomic<int64_t>& at : begun_ns) {
    at.store(-1, std::memory_order_relaxed);
  }
  at_work.store(0, std::memory_order_relaxed);
  most_at_work.store(0, std::memory_order_relaxed);
}

// (n - 3)², which is not in the order of n.
int Value(int n) { return (n - 3) * (n - 3); }

// A function whose calls take `time(n)`.
std::function<int(int)> Taking(std::function<seconds(int)> time) {
  return [time = std::move(time)](int n) {
    const auto place = static_cast<size_t>(n);
    begun_ns[place].store(schedule::Elapsed().count(),
                          std::memory_order_relaxed);
    const int now = at_work.fetch_add(1, std::memory_order_relaxed) + 1;
    int most = most_at_work.load(std::memory_order_relaxed);
    while (most < now && !most_at_work.compare_exchange_weak(
                             most, now, std::memory_order_relaxed)) {
    }
    const seconds nap = time(n);
    if (nap > seconds(0)) std::this_thread::sleep_for(nap);
    at_work.fetch_sub(1, std::memory_order_relaxed);
    calls[place].fetch_add(1, std::memory_order_relaxed);
    return Value(n);
  };
}

seconds AtOnce(int) { return seconds(0); }

std::string Text(const std::vector<int>& numbers) {
  std::string text = "[";
  for (const int n : numbers) {
    text += (text.size() > 1 ? ", " : "") + std::to_string(n);
  }
  return text + "]";
}

void RequireMapped(const std::function<int(int)>& function,
                   const std::vector<int>& inputs, int max_workers) {
  Reset();
  std::vector<int> wanted;
  for (const int n : inputs) wanted.push_back(Value(n));

  const std::vector<int> results = Map(function, inputs, max_workers);
  for (const int n : inputs) {
    const auto want = std::count(inputs.begin(), inputs.end(), n);
    const int called =
        calls[static_cast<size_t>(n)].load(std::memory_order_relaxed);
    schedule::Require(
        called == want,
        "the inputs were " + Text(inputs) + ", and function(" +
            std::to_string(n) + ") had been called " + std::to_string(called) +
            " times when Map returned, and not " + std::to_string(want));
  }
  std::vector<int> sorted = results;
  std::vector<int> sorted_wanted = wanted;
  std::sort(sorted.begin(), sorted.end());
  std::sort(sorted_wanted.begin(), sorted_wanted.end());
  schedule::Require(results == wanted,
                    "for " + Text(inputs) + " the results should be " +
                        Text(wanted) + ", and are " + Text(results) +
                        (sorted == sorted_wanted
                             ? ": the right ones, in another order than the "
                               "inputs"
                             : ""));
  const int most = most_at_work.load(std::memory_order_relaxed);
  schedule::Require(most <= max_workers, std::to_string(max_workers) +
                                             " calls may run at the same "
                                             "time, and " +
                                             std::to_string(most) + " did");
}

// Maps, and requires that the call for inputs[i] begins at begun[i], and that
// all takes `wanted`. A lock may be waited for with short sleeps: that is no
// delay.
void RequireTimes(const std::function<int(int)>& function,
                  const std::vector<int>& inputs, int max_workers,
                  const std::vector<seconds>& begun, seconds wanted) {
  const nanoseconds start = schedule::Elapsed();
  const auto near = [](nanoseconds time, seconds exact) {
    return time >= exact && time < exact + milliseconds(500);
  };
  RequireMapped(function, inputs, max_workers);
  const nanoseconds taken = schedule::Elapsed() - start;
  for (size_t i = 0; i < inputs.size(); ++i) {
    const nanoseconds at =
        nanoseconds{begun_ns[static_cast<size_t>(inputs[i])].load(
            std::memory_order_relaxed)} -
        start;
    schedule::Require(near(at, begun[i]),
                      "input number " + std::to_string(i) + " was begun at " +
                          kitchen::Seconds(at) + " s, and should be at " +
                          kitchen::Seconds(begun[i]) +
                          " s: the next input goes to whoever is free, as soon "
                          "as somebody is");
  }
  schedule::Require(near(taken, wanted), "it took " + kitchen::Seconds(taken) +
                                             " s, and should take " +
                                             kitchen::Seconds(wanted) + " s");
}

TEST(ExecutorMap, ResultsInTheOrderOfTheInputs) {
  schedule::ExploreTest([] { RequireMapped(Taking(AtOnce), {1, 2, 3, 4}, 2); });
}

TEST(ExecutorMap, TheFirstTakesLongest) {
  schedule::ExploreTest([] {
    RequireTimes(Taking([](int n) { return seconds(5 - n); }), {1, 2, 3, 4}, 2,
                 {seconds(0), seconds(0), seconds(3), seconds(4)}, seconds(5));
  });
}

TEST(ExecutorMap, InOrderHoweverLongAWorkerIsDelayed) {
  schedule::ExploreTest(
      [] {
        RequireMapped(Taking([](int n) { return seconds(n); }), {1, 2, 3}, 2);
      },
      schedule::Clock::kAdversarial);
}

TEST(ExecutorMap, InputsInNoOrder) {
  schedule::ExploreTest([] { RequireMapped(Taking(AtOnce), {7, 1, 9, 2}, 3); });
}

TEST(ExecutorMap, TheSameInputTwice) {
  schedule::ExploreTest([] { RequireMapped(Taking(AtOnce), {5, 1, 5}, 2); });
}

TEST(ExecutorMap, NobodyIsIdleWhileAnInputIsLeft) {
  schedule::ExploreTest([] {
    RequireTimes(Taking([](int n) { return seconds(n == 0 ? 5 : 1); }),
                 {0, 1, 2, 3, 4}, 2,
                 {seconds(0), seconds(0), seconds(1), seconds(2), seconds(3)},
                 seconds(5));
  });
}

TEST(ExecutorMap, OneWorker) {
  schedule::ExploreTest([] {
    RequireTimes(Taking([](int) { return seconds(1); }), {4, 2, 6}, 1,
                 {seconds(0), seconds(1), seconds(2)}, seconds(3));
  });
}

TEST(ExecutorMap, MoreWorkersThanInputs) {
  schedule::ExploreTest([] { RequireMapped(Taking(AtOnce), {2, 1}, 3); });
}

TEST(ExecutorMap, NoInputs) {
  schedule::ExploreTest([] { RequireMapped(Taking(AtOnce), {}, 2); });
}

}  // namespace
