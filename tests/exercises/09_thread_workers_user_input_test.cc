// What Serve() promises in restaurant.h, under every schedule that is tried.

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <vector>

#include "harness/customers.h"
#include "harness/transcript.h"
#include "kitchen/stopwatch.h"
#include "restaurant.h"
#include "schedule/gtest.h"

namespace {

using harness::Answers;
using harness::Customers;
using harness::kLogged;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

// Opens for these customers, requires that what they ordered is made, and says
// how long that took.
nanoseconds ServeThem(const Answers& answers,
                      const harness::Transcript& transcript) {
  Customers customers(answers);
  const nanoseconds start = schedule::Elapsed();
  Serve([&customers](const std::string& prompt) {
    return customers.Type(prompt);
  });
  const nanoseconds taken = schedule::Elapsed() - start;
  RequireAllMade(transcript, ReadOrders(answers), kLogged);
  customers.RequireAllAsked();
  return taken;
}

void ServeThem(const Answers& answers) {
  const harness::Transcript transcript;
  ServeThem(answers, transcript);
}

// Who rests for a second may come a second late, twice a day: once when the
// first order is queued, and once at the end.
void RequireTime(const Answers& answers, seconds least,
                 const std::string& why) {
  const harness::Transcript transcript;
  const nanoseconds taken = ServeThem(answers, transcript);
  const std::string sentence =
      "it took " + kitchen::Seconds(taken) + " s, and should take " +
      kitchen::Seconds(least) + " s, or two more with rests: " + why;
  schedule::Require(taken < least + milliseconds(2500), sentence);
  schedule::Require(taken >= least, sentence);
}

TEST(ThreadWorkersUserInput, WhatIsOrderedIsMade) {
  schedule::ExploreTest([] { ServeThem({{"1"}, {"1"}, {"no"}}); });
}

TEST(ThreadWorkersUserInput, TwoOrders) {
  schedule::ExploreTest(
      [] { ServeThem({{"2"}, {"0"}, {"1"}, {"1"}, {"that's all"}}); });
}

TEST(ThreadWorkersUserInput, WhatIsOrderedBeforeClosingIsMade) {
  schedule::ExploreTest([] { ServeThem({{"2"}, {"x"}}); });
}

TEST(ThreadWorkersUserInput, WhatIsOrderedIsMadeHoweverLongACookIsDelayed) {
  schedule::ExploreTest([] { ServeThem({{"2"}, {"1", seconds(3)}, {"no"}}); },
                        schedule::Clock::kAdversarial);
}

TEST(ThreadWorkersUserInput, TwoCooksAtTheSameTime) {
  schedule::ExploreTest([] {
    RequireTime({{"4"}, {"x"}}, seconds(10),
                "two cooks make four burgers of 5 s, both until none is left");
  });
}

TEST(ThreadWorkersUserInput, OneCooksWhileACustomerTypes) {
  schedule::ExploreTest([] {
    RequireTime({{"2"}, {"x", seconds(10)}}, seconds(10),
                "while a customer types for 10 s, the other one makes two "
                "burgers");
  });
}

TEST(ThreadWorkersUserInput, TheOldestTaskGoesFirst) {
  schedule::ExploreTest([] {
    const harness::Transcript transcript;
    ServeThem(harness::ThreeOrders(), transcript);
    harness::RequireOldestFirst(transcript);
  });
}

TEST(ThreadWorkersUserInput, NobodyGoesHomeWhileACustomerTypes) {
  schedule::ExploreTest([] {
    RequireTime({{"0"}, {"0", seconds(3)}, {"4"}, {"x"}}, seconds(13),
                "a customer types for 3 s, and then two cooks make four "
                "burgers of 5 s");
  });
}

TEST(ThreadWorkersUserInput, WhatCustomersSee) {
  schedule::ExploreTest([] {
    const harness::Transcript transcript;
    ServeThem({{"1"}, {"0"}, {"0"}, {"0"}, {""}}, transcript);
    harness::RequireSeen(
        transcript,
        {"Welcome to Pyburger!", "Order burger and fries for order #0001:",
         "Order #0001 queued, please wait.",
         "Order burger and fries for order #0002:",
         "Order #0002 queued, please wait.",
         "Order burger and fries for order #0003:", "Goodbye!"});
  });
}

TEST(ThreadWorkersUserInput, WhatIsLogged) {
  schedule::ExploreTest([] {
    const harness::Transcript transcript;
    ServeThem({{"1"}, {"1"}, {"no"}}, transcript);
    for (const char* entry :
         {"Taking Order #0001...", "Order #0001 queued.",
          "Taking Order #0002...",
          "Closing down... stop taking orders and finish all tasks."}) {
      RequireOnce(transcript, std::string(kLogged).append(entry));
    }
    const std::vector<std::string> log =
        harness::LinesThatAre(transcript, true);
    schedule::Require(log.front() == "Ready for business!",
                      "the first entry of the log should be 'Ready for "
                      "business!', and is '" +
                          log.front() + "'");
    schedule::Require(
        log.back() == "All tasks finished. Closing now.",
        "the last entry of the log should be 'All tasks finished. "
        "Closing now.', and is '" +
            log.back() + "'");
    // Two orders, a burger, and fries.
    harness::RequireTasks(transcript, 4, "four tasks", kLogged);
  });
}

TEST(ThreadWorkersUserInput, NoCustomerAtAll) {
  schedule::ExploreTest([] { ServeThem({{""}}); });
}

}  // namespace
