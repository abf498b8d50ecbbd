// What MakeBurger() and Serve() promise in restaurant.h.

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "harness/transcript.h"
#include "kitchen/console.h"
#include "kitchen/coroutines/run.h"
#include "kitchen/coroutines/sleep.h"
#include "kitchen/stopwatch.h"
#include "restaurant.h"
#include "schedule/gtest.h"

namespace {

using kitchen::Task;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

std::string Preparing(size_t i) {
  return "Preparing burger #" + std::to_string(i) + "...";
}
std::string Made(size_t i) { return "Burger made #" + std::to_string(i); }

// A burger of the test's own, that takes as long as the test wants. It leaves
// its traces in the transcript alone, and so may outlive the test.
Task<> Burger(size_t i, nanoseconds time) {
  kitchen::Say(Preparing(i));
  co_await kitchen::Sleep(time);
  kitchen::Say(Made(i));
}

std::vector<Task<>> Order(const std::vector<nanoseconds>& times) {
  std::vector<Task<>> orders;
  for (size_t i = 0; i < times.size(); ++i)
    orders.push_back(Burger(i, times[i]));
  return orders;
}

// When `line` was said. Ends the schedule unless it was said once.
nanoseconds Said(const harness::Transcript& transcript,
                 const std::string& line) {
  nanoseconds time{-1};
  for (const schedule::Noted& noted : transcript.Lines()) {
    if (noted.text == line) time = noted.time;
  }
  const int count = transcript.Count(line);
  schedule::Require(count == 1, "when Serve had ended, '" + line +
                                    "' had been said " + std::to_string(count) +
                                    " times, and should have been once");
  return time;
}

// That line `i` is `wanted`, and that there is no line 6.
void RequireLine(const std::vector<schedule::Noted>& lines, size_t i,
                 const std::string& wanted) {
  const std::string is =
      i < lines.size() ? "is '" + lines[i].text + "'" : "is not said";
  schedule::Require(i < 6, "six lines are to be said, and another " + is);
  schedule::Require(i < lines.size() && lines[i].text == wanted,
                    "line " + std::to_string(i + 1) + " should be '" + wanted +
                        "', and " + is);
}

void RequireOneThread() {
  schedule::Require(schedule::MostThreadsAtOnce() == 0,
                    "coroutines that wait need no thread, and " +
                        std::to_string(schedule::MostThreadsAtOnce()) +
                        " were started");
}

// Who looks again and again, with short sleeps, is a little late: that much is
// no delay.
bool Near(nanoseconds time, nanoseconds wanted) {
  return time >= wanted && time < wanted + milliseconds(500);
}

// Serves burgers that take `times`, and requires what is promised of them.
void ServeThem(const std::vector<nanoseconds>& times) {
  const harness::Transcript transcript;
  const nanoseconds start = schedule::Elapsed();
  kitchen::Run(Serve(Order(times)));
  const nanoseconds taken = schedule::Elapsed() - start;
  RequireOneThread();
  nanoseconds longest{0};
  for (size_t i = 0; i < times.size(); ++i) {
    const nanoseconds begun = Said(transcript, Preparing(i)) - start;
    schedule::Require(
        begun < milliseconds(500),
        "burger #" + std::to_string(i) + " was begun after " +
            kitchen::Seconds(begun) +
            " s, and all are to be begun at once: what does Serve wait for "
            "before it begins this one?");
    schedule::Require(Near(Said(transcript, Made(i)) - start, times[i]),
                      "burger #" + std::to_string(i) + ", which takes " +
                          kitchen::Seconds(times[i]) + " s, was made after " +
                          kitchen::Seconds(Said(transcript, Made(i)) - start) +
                          " s: does something stop the whole loop?");
    longest = std::max(longest, times[i]);
  }
  schedule::Require(
      Near(taken, longest),
      "burgers that are all made at the same time take as long as the longest "
      "of them, " +
          kitchen::Seconds(longest) + " s, and Serve took " +
          kitchen::Seconds(taken) + " s");
}

TEST(Asynchronous, ThreeBurgersInFiveSeconds) {
  schedule::ExploreTest([] {
    const harness::Transcript transcript;
    std::vector<Task<>> orders;
    for (int i = 0; i < 3; ++i) orders.push_back(MakeBurger(i));
    const nanoseconds start = schedule::Elapsed();
    kitchen::Run(Serve(std::move(orders)));
    const nanoseconds taken = schedule::Elapsed() - start;
    RequireOneThread();
    schedule::Require(Near(taken, seconds(5)),
                      "three burgers of 5 s, all made at the same time, need "
                      "5.00 s, and Serve took " +
                          kitchen::Seconds(taken) + " s");
    const std::vector<schedule::Noted> lines = transcript.Lines();
    for (size_t i = 0; i < 6 || i < lines.size(); ++i) {
      const std::string wanted = i < 3 ? Preparing(i) : Made(i - 3);
      RequireLine(lines, i, wanted);
    }
  });
}

TEST(Asynchronous, ThreeTasksInTwoSeconds) {
  schedule::ExploreTest(
      [] { ServeThem({seconds(2), seconds(2), seconds(2)}); });
}

TEST(Asynchronous, WhateverEachOfThemTakes) {
  schedule::ExploreTest(
      [] { ServeThem({seconds(6), seconds(1), seconds(9), seconds(2)}); });
}

TEST(Asynchronous, HoweverLateTheClock) {
  schedule::ExploreTest(
      [] {
        const harness::Transcript transcript;
        kitchen::Run(Serve(Order({seconds(2), seconds(1), seconds(7)})));
        for (size_t i = 0; i < 3; ++i) Said(transcript, Made(i));
      },
      schedule::Clock::kAdversarial);
}

TEST(Asynchronous, OneBurger) {
  schedule::ExploreTest([] {
    const harness::Transcript transcript;
    kitchen::Run(MakeBurger(7));
    const nanoseconds made = Said(transcript, Made(7));
    schedule::Require(made - Said(transcript, Preparing(7)) == seconds(5),
                      "MakeBurger should take 5.00 s, and took " +
                          kitchen::Seconds(made) + " s");
  });
}

TEST(Asynchronous, OneOrder) {
  schedule::ExploreTest([] { ServeThem({seconds(3)}); });
}

TEST(Asynchronous, NoOrders) {
  schedule::ExploreTest([] { ServeThem({}); });
}

}  // namespace
