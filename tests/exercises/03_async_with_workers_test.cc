// What Serve() promises in restaurant.h, under every schedule that is tried.

#include <gtest/gtest.h>

#include <chrono>
#include <cstddef>
#include <list>
#include <string>
#include <utility>
#include <vector>

#include "harness/transcript.h"
#include "kitchen/console.h"
#include "kitchen/coroutines/sleep.h"
#include "kitchen/stopwatch.h"
#include "restaurant.h"
#include "schedule/gtest.h"

namespace {

using kitchen::Task;
using std::chrono::nanoseconds;
using std::chrono::seconds;

std::string Preparing(size_t i) {
  return "Preparing burger #" + std::to_string(i) + "...";
}
std::string Made(size_t i) { return "Burger made #" + std::to_string(i); }

// It leaves its traces in the transcript alone, and so may outlive the test.
Task<> Burger(size_t i, nanoseconds time) {
  kitchen::Say(Preparing(i));
  co_await kitchen::Sleep(time);
  kitchen::Say(Made(i));
}

std::list<Task<>> Order(const std::vector<nanoseconds>& times) {
  std::list<Task<>> orders;
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
  schedule::Require(count == 1,
                    "when Serve returned, '" + line + "' had been said " +
                        std::to_string(count) +
                        " times: each order is made, and made once");
  return time;
}

// Serves burgers that take `times`, and requires that each is made once.
nanoseconds ServeThem(const std::vector<nanoseconds>& times,
                      const harness::Transcript& transcript) {
  const nanoseconds start = schedule::Elapsed();
  Serve(Order(times));
  const nanoseconds taken = schedule::Elapsed() - start;
  for (size_t i = 0; i < times.size(); ++i) {
    Said(transcript, Preparing(i));
    Said(transcript, Made(i));
  }
  schedule::Require(
      schedule::MostThreadsAtOnce() == 0,
      "John and Jane are two coroutines on the caller's thread, and " +
          std::to_string(schedule::MostThreadsAtOnce()) +
          " more threads were started");
  return taken;
}

// The same; each must be begun at `begun`, and all be made after `wanted`.
void RequireTimes(const std::vector<nanoseconds>& times,
                  const std::vector<nanoseconds>& begun, nanoseconds wanted) {
  const harness::Transcript transcript;
  const nanoseconds start = schedule::Elapsed();
  const nanoseconds taken = ServeThem(times, transcript);
  schedule::Require(
      taken == wanted,
      "two who work at the same time, and each take the oldest order that is "
      "left as soon as they are free, need " +
          kitchen::Seconds(wanted) + " s for these burgers, and Serve took " +
          kitchen::Seconds(taken) + " s");
  for (size_t i = 0; i < times.size(); ++i) {
    const nanoseconds at = Said(transcript, Preparing(i)) - start;
    schedule::Require(at == begun[i],
                      "burger #" + std::to_string(i) + " was begun at " +
                          kitchen::Seconds(at) + " s, and should be at " +
                          kitchen::Seconds(begun[i]) +
                          " s: the oldest order goes first, to whoever is "
                          "free");
  }
}

TEST(AsyncWithWorkers, EachBurgerIsMadeOnce) {
  schedule::ExploreTest([] {
    const harness::Transcript transcript;
    ServeThem({seconds(0), seconds(0), seconds(0)}, transcript);
  });
}

TEST(AsyncWithWorkers, EachBurgerIsMadeOnceHoweverLateTheClock) {
  schedule::ExploreTest(
      [] {
        const harness::Transcript transcript;
        ServeThem({seconds(5), seconds(5), seconds(5)}, transcript);
      },
      schedule::Clock::kAdversarial);
}

TEST(AsyncWithWorkers, ThreeBurgersInTenSeconds) {
  schedule::ExploreTest([] {
    RequireTimes({seconds(5), seconds(5), seconds(5)},
                 {seconds(0), seconds(0), seconds(5)}, seconds(10));
  });
}

TEST(AsyncWithWorkers, NobodyIsIdleWhileAnOrderIsLeft) {
  schedule::ExploreTest([] {
    RequireTimes({seconds(5), seconds(2), seconds(2), seconds(2)},
                 {seconds(0), seconds(0), seconds(2), seconds(4)}, seconds(6));
  });
}

TEST(AsyncWithWorkers, StaffSayWhatTheyDo) {
  schedule::ExploreTest([] {
    const harness::Transcript transcript;
    ServeThem({seconds(5), seconds(4), seconds(5)}, transcript);
    for (const std::string what : {" is working...", " finished a task..."}) {
      const int john = transcript.Count("John" + what);
      const int jane = transcript.Count("Jane" + what);
      schedule::Require(john + jane == 3,
                        "John and Jane say '" + what.substr(1) +
                            "' once for each burger, and it was said " +
                            std::to_string(john + jane) +
                            " times for 3 burgers");
      schedule::Require(john > 0 && jane > 0,
                        "both of the staff work, and only " +
                            std::string(john > 0 ? "John" : "Jane") +
                            " says '" + what.substr(1) + "'");
    }
  });
}

TEST(AsyncWithWorkers, OneOrder) {
  schedule::ExploreTest(
      [] { RequireTimes({seconds(5)}, {seconds(0)}, seconds(5)); });
}

TEST(AsyncWithWorkers, NothingToDo) {
  schedule::ExploreTest([] { RequireTimes({}, {}, seconds(0)); });
}

}  // namespace
