// What Serve() promises in restaurant.h, under every schedule that is tried.

#include <gtest/gtest.h>

#include <chrono>
#include <cstddef>
#include <string>
#include <thread>
#include <vector>

#include "harness/transcript.h"
#include "kitchen/stopwatch.h"
#include "restaurant.h"
#include "schedule/gtest.h"

namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

// What customers type, one answer after the other, and how long they take.
struct Answer {
  std::string typed;
  seconds time{0};
  // Said by the other one of the staff before this customer has finished.
  std::vector<std::string> meanwhile = {};
};
using Answers = std::vector<Answer>;

// One answer for each question. Being asked orders nothing between the threads,
// and is no step of a schedule: ThreadSanitizer is told nothing of the count.
// Of the explored threads only one runs at a time, so nothing is lost.
class Customers {
 public:
  Customers(const Answers& answers, const harness::Transcript& transcript)
      : answers_(answers), transcript_(transcript) {}

  std::string Type(const std::string& prompt) {
    const size_t question = CountQuestion();
    const char* const wanted =
        question % 2 == 0 ? "Number of burgers:" : "Number of fries:";
    schedule::Require(prompt == wanted,
                      "question " + std::to_string(question + 1) +
                          " to the customers should be '" + wanted +
                          "', and is '" + prompt + "'");
    schedule::Require(question < answers_.size(),
                      "a customer was asked '" + prompt +
                          "' after an answer that is no number: the restaurant "
                          "is closed then");
    const Answer& answer = answers_[question];
    if (answer.time > seconds(0)) std::this_thread::sleep_for(answer.time);
    for (const std::string& line : answer.meanwhile) {
      std::string sentence = "a customer took ";
      sentence += kitchen::Seconds(answer.time) + " s to answer '" + prompt;
      sentence += "', and in all that time the other one of the staff did not ";
      sentence += "come to '" + line;
      sentence += "': is the thread of the loop waiting for the customer?";
      schedule::Require(transcript_.Count(line) > 0, sentence);
    }
    return answer.typed;
  }

  [[clang::no_sanitize("thread")]] int asked() const {
    return static_cast<int>(asked_);
  }

 private:
  [[clang::no_sanitize("thread")]] size_t CountQuestion() { return asked_++; }

  const Answers& answers_;
  const harness::Transcript& transcript_;
  size_t asked_ = 0;
};

// Opens for these customers, and requires that `made`, as "burger
// #0001-burger00", and only this is made. Says how long it took.
nanoseconds ServeThem(const Answers& answers,
                      const std::vector<std::string>& made) {
  const harness::Transcript transcript;
  Customers customers(answers, transcript);
  const nanoseconds start = schedule::Elapsed();
  Serve([&customers](const std::string& prompt) {
    return customers.Type(prompt);
  });
  const nanoseconds taken = schedule::Elapsed() - start;
  for (const std::string& what : made) {
    const std::string item = what.substr(what.find('#'));
    const bool burger = what.starts_with("burger");
    for (const std::string& line :
         {"Preparing " + what + "...",
          (burger ? "Burger made " : "Fries made ") + item}) {
      const int count = transcript.Count(line);
      schedule::Require(count == 1,
                        "when Serve returned, '" + line + "' had been said " +
                            std::to_string(count) +
                            " times: what is ordered is made, and made once");
    }
  }
  const auto answered = static_cast<int>(answers.size());
  schedule::Require(customers.asked() == answered,
                    "customers had " + std::to_string(answered) +
                        " answers, and were asked " +
                        std::to_string(customers.asked()) + " times");
  // Each question pair is a task, and so is each thing that is made.
  const int tasks = (answered + 1) / 2 + static_cast<int>(made.size());
  for (const std::string what : {" is working...", " finish task..."}) {
    const int count =
        transcript.Count("John" + what) + transcript.Count("Jane" + what);
    schedule::Require(count == tasks,
                      "there were " + std::to_string(tasks) + " tasks, and '" +
                          what.substr(1) + "' was said " +
                          std::to_string(count) + " times by John and Jane");
  }
  return taken;
}

// Who looks again and again, with short sleeps, is a little late each time.
void RequireTime(nanoseconds taken, seconds wanted, const std::string& why) {
  schedule::Require(taken >= wanted && taken < wanted + milliseconds(900),
                    why + ": that takes " + kitchen::Seconds(wanted) +
                        " s, and Serve took " + kitchen::Seconds(taken) + " s");
}

TEST(BlockingInput, JaneCooksWhileACustomerThinksAboutFries) {
  schedule::ExploreTest([] {
    RequireTime(
        ServeThem(
            {{"2"},
             {"0",
              seconds(12),
              {"Burger made #0001-burger00", "Burger made #0001-burger01"}},
             {"x"}},
            {"burger #0001-burger00", "burger #0001-burger01"}),
        seconds(12),
        "a customer types for 12 s, and meanwhile one makes two "
        "burgers of 5 s");
  });
}

TEST(BlockingInput, JaneCooksWhileACustomerThinksAboutBurgers) {
  schedule::ExploreTest([] {
    // Who took the first order makes the fries, and then takes the second.
    RequireTime(
        ServeThem(
            {{"1"}, {"1"}, {"no", seconds(9), {"Burger made #0001-burger00"}}},
            {"burger #0001-burger00", "fries #0001-fries00"}),
        seconds(11),
        "one of the staff makes fries for 2 s and then takes an order, "
        "for which a customer types for 9 s, and the other one makes a "
        "burger of 5 s meanwhile");
  });
}

TEST(BlockingInput, BothCookWhenNobodyTypes) {
  schedule::ExploreTest([] {
    RequireTime(ServeThem({{"2"}, {"x"}},
                          {"burger #0001-burger00", "burger #0001-burger01"}),
                seconds(5), "two make a burger of 5 s each");
  });
}

TEST(BlockingInput, ThreeOrders) {
  schedule::ExploreTest([] {
    ServeThem({{"1"}, {"0"}, {"0"}, {"0"}, {"0"}, {"1"}, {""}},
              {"burger #0001-burger00", "fries #0003-fries00"});
  });
}

TEST(BlockingInput, NoCustomerAtAll) {
  schedule::ExploreTest([] {
    RequireTime(ServeThem({{"", seconds(2)}}, {}), seconds(2),
                "somebody looks in for 2 s, and goes");
  });
}

}  // namespace
