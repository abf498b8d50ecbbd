// What Serve() promises in restaurant.h, under every schedule that is tried.

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "harness/customers.h"
#include "harness/ticker.h"
#include "harness/transcript.h"
#include "kitchen/coroutines/gather.h"
#include "kitchen/coroutines/run.h"
#include "kitchen/order_log.h"
#include "kitchen/stopwatch.h"
#include "restaurant.h"
#include "schedule/gtest.h"

namespace {

using harness::Answers;
using harness::Customers;
using harness::kLogged;
using kitchen::Task;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

// (A coroutine of the test's that calls the answer's. The answer's own is bound
// when it is first called.)
Task<> Open(Ask ask) { co_await Serve(std::move(ask)); }

Task<> OpenBeside(Ask ask, int ticks) {
  co_await kitchen::Gather(Open(std::move(ask)), harness::Tick(ticks));
}

// Opens for these customers, requires that what they ordered is made, and says
// how long that took. With `ticks`, somebody on the same loop looks at the
// clock every second, so often.
nanoseconds ServeThem(const Answers& answers,
                      const harness::Transcript& transcript, int ticks = 0) {
  Customers customers(answers);
  const Ask ask = [&customers](const std::string& prompt) {
    return customers.Type(prompt);
  };
  const nanoseconds start = schedule::Elapsed();
  kitchen::Run(ticks > 0 ? OpenBeside(ask, ticks) : Open(ask));
  const nanoseconds taken = schedule::Elapsed() - start;
  harness::RequireAllMade(transcript, harness::ReadOrders(answers), kLogged);
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

TEST(AsyncUserInput, NoCustomerAtAll) {
  schedule::ExploreTest([] { ServeThem({{""}}); });
}

TEST(AsyncUserInput, WhatIsOrderedIsMade) {
  schedule::ExploreTest([] { ServeThem({{"1"}, {"1"}, {"no"}}); });
}

TEST(AsyncUserInput, TwoOrders) {
  schedule::ExploreTest(
      [] { ServeThem({{"2"}, {"0"}, {"1"}, {"1"}, {"that's all"}}); });
}

TEST(AsyncUserInput, WhatIsOrderedBeforeClosingIsMade) {
  schedule::ExploreTest([] { ServeThem({{"2"}, {"x"}}); });
}

TEST(AsyncUserInput, WhatIsOrderedIsMadeHoweverLongACookIsDelayed) {
  schedule::ExploreTest([] { ServeThem({{"2"}, {"1", seconds(3)}, {"no"}}); },
                        schedule::Clock::kAdversarial);
}

TEST(AsyncUserInput, TwoCooksAtTheSameTime) {
  schedule::ExploreTest([] {
    RequireTime({{"4"}, {"x"}}, seconds(10),
                "two cooks make four burgers of 5 s, both until none is left");
  });
}

// Stands in for a disk that is slow when Jane writes to it.
void LogSlowlyForJane(std::string_view entry) {
  if (entry.starts_with("Jane")) std::this_thread::sleep_for(seconds(3));
  schedule::Note(std::string(kLogged).append(entry));
}

TEST(AsyncUserInput, NobodyGoesHomeTooEarlyHoweverSlowTheDisk) {
  schedule::ExploreTest([] {
    kitchen::SetLogListener(LogSlowlyForJane);
    const harness::Transcript transcript;
    const nanoseconds taken = ServeThem({{"4"}, {"x"}}, transcript);
    schedule::Require(
        taken < milliseconds(19500),
        "it took " + kitchen::Seconds(taken) +
            " s, although two are there for four burgers of 5 s, and Jane "
            "loses but a few seconds, because the disk takes 3 s for whatever "
            "she logs. Has she gone home with burgers in the queue, which were "
            "put there while she wrote?");
    harness::ListenToTheKitchen();
  });
}

TEST(AsyncUserInput, OneCooksWhileACustomerTypes) {
  schedule::ExploreTest([] {
    RequireTime({{"2"}, {"x", seconds(10)}}, seconds(10),
                "while a customer types for 10 s, the other one makes two "
                "burgers");
  });
}

TEST(AsyncUserInput, WhoTakesAnOrderCooksNothingMeanwhile) {
  schedule::ExploreTest([] {
    RequireTime({{"4"}, {"0", seconds(10)}, {"x"}}, seconds(15),
                "while one of the two takes an order for 10 s, the other one "
                "alone makes two burgers, and then each of them one more");
  });
}

TEST(AsyncUserInput, TheOldestTaskGoesFirst) {
  schedule::ExploreTest([] {
    const harness::Transcript transcript;
    ServeThem(harness::ThreeOrders(), transcript);
    harness::RequireOldestFirst(transcript);
  });
}

TEST(AsyncUserInput, NobodyGoesHomeWhileACustomerTypes) {
  schedule::ExploreTest([] {
    RequireTime({{"0"}, {"0", seconds(3)}, {"4"}, {"x"}}, seconds(13),
                "a customer types for 3 s, and then two cooks make four "
                "burgers of 5 s");
  });
}

TEST(AsyncUserInput, TheLoopNeverStandsStill) {
  schedule::ExploreTest([] {
    const harness::Transcript transcript;
    ServeThem({{"1", seconds(3)}, {"0", seconds(4)}, {"x", seconds(5)}},
              transcript, 12);
  });
}

TEST(AsyncUserInput, WhatCustomersSee) {
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

TEST(AsyncUserInput, WhatIsLogged) {
  schedule::ExploreTest([] {
    const harness::Transcript transcript;
    ServeThem({{"1"}, {"1"}, {"no"}}, transcript);
    for (const char* entry :
         {"Taking Order #0001...", "Order #0001 queued.",
          "Taking Order #0002...",
          "Closing down... stop taking orders and finish all tasks."}) {
      harness::RequireOnce(transcript, std::string(kLogged).append(entry));
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

}  // namespace
