// What Serve() promises in restaurant.h.

#include <gtest/gtest.h>

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "harness/burgers.h"
#include "harness/transcript.h"
#include "kitchen/stopwatch.h"
#include "restaurant.h"
#include "schedule/gtest.h"

namespace {

using harness::Burgers;
using std::chrono::nanoseconds;
using std::chrono::seconds;

std::string Burger(size_t i) { return "burger #" + std::to_string(i); }

// That burger `i` may be begun now.
void RequireItsTurn(const Burgers& burgers, size_t i) {
  schedule::Require(burgers.Begun(i) < nanoseconds(0),
                    Burger(i) + " was ordered once, and is begun again");
  for (size_t earlier = 0; earlier < i; ++earlier) {
    schedule::Require(burgers.Begun(earlier) >= nanoseconds(0),
                      Burger(i) + " is begun, and " + Burger(earlier) +
                          ", which was ordered before it, is not: first come, "
                          "first served");
    schedule::Require(burgers.Made(earlier) > 0,
                      Burger(i) + " is begun, and " + Burger(earlier) +
                          " is not done yet: there is one cook, who makes one "
                          "at a time");
  }
}

// Serves burgers that take `times`, and requires what is promised of them.
void ServeThem(const std::vector<nanoseconds>& times) {
  const Burgers burgers(times);
  std::vector<Task> orders;
  for (size_t i = 0; i < times.size(); ++i) {
    orders.emplace_back([burgers, i, make = burgers.Task(i)] {
      RequireItsTurn(burgers, i);
      make();
    });
  }
  const nanoseconds start = schedule::Elapsed();
  Serve(std::move(orders));
  const nanoseconds taken = schedule::Elapsed() - start;
  burgers.RequireEachMadeOnce();
  nanoseconds sum{0};
  for (const nanoseconds time : times) sum += time;
  schedule::Require(taken == sum, "one cook, who is never idle, needs " +
                                      kitchen::Seconds(sum) +
                                      " s for these orders, and Serve took " +
                                      kitchen::Seconds(taken) + " s");
}

TEST(Synchronous, ThreeBurgersInFifteenSeconds) {
  schedule::ExploreTest(
      [] { ServeThem({seconds(5), seconds(5), seconds(5)}); });
}

TEST(Synchronous, WhateverEachOfThemTakes) {
  schedule::ExploreTest(
      [] { ServeThem({seconds(3), seconds(0), seconds(4), seconds(1)}); });
}

TEST(Synchronous, HoweverLongACookIsDelayed) {
  schedule::ExploreTest(
      [] {
        const Burgers burgers({seconds(2), seconds(2), seconds(2)});
        std::vector<Task> orders;
        for (size_t i = 0; i < 3; ++i) {
          orders.emplace_back([burgers, i, make = burgers.Task(i)] {
            RequireItsTurn(burgers, i);
            make();
          });
        }
        Serve(std::move(orders));
        burgers.RequireEachMadeOnce();
      },
      schedule::Clock::kAdversarial);
}

TEST(Synchronous, WhatCustomersSee) {
  schedule::ExploreTest([] {
    const harness::Transcript transcript;
    ServeThem({seconds(5), seconds(5), seconds(5)});
    const std::vector<schedule::Noted> lines = transcript.Lines();
    schedule::Require(lines.size() == 6,
                      "two lines are said for each of three burgers, and there "
                      "are " +
                          std::to_string(lines.size()));
    for (size_t i = 0; i < lines.size(); ++i) {
      const std::string number = std::to_string(i / 2);
      const std::string wanted = i % 2 == 0
                                     ? "Preparing burger #" + number + "..."
                                     : "Burger made #" + number;
      schedule::Require(lines[i].text == wanted,
                        "line " + std::to_string(i + 1) + " should be '" +
                            wanted + "', and is '" + lines[i].text + "'");
    }
  });
}

TEST(Synchronous, OneOrder) {
  schedule::ExploreTest([] { ServeThem({seconds(5)}); });
}

TEST(Synchronous, NoOrders) {
  schedule::ExploreTest([] { ServeThem({}); });
}

}  // namespace
