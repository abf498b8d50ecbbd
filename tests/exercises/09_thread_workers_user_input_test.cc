// What Serve() promises in restaurant.h, under every schedule that is tried.

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "harness/transcript.h"
#include "kitchen/stopwatch.h"
#include "restaurant.h"
#include "schedule/gtest.h"

namespace {

using harness::kLogged;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

// What customers type, one answer after the other, and how long they take.
struct Answer {
  std::string typed;
  seconds time{0};
};
using Answers = std::vector<Answer>;

// One answer for each question. Whoever asks after the last is told nothing, as
// at the end of a file. Only relaxed atomics: being asked orders nothing
// between the threads.
class Customers {
 public:
  explicit Customers(const Answers& answers) : answers_(answers) {}

  std::string Type(const std::string& prompt) {
    const size_t question = asked_.fetch_add(1, std::memory_order_relaxed);
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
    return answer.typed;
  }

  int asked() const {
    return static_cast<int>(asked_.load(std::memory_order_relaxed));
  }

 private:
  const Answers& answers_;
  std::atomic<size_t> asked_{0};
};

// What `answers` order: each by its number, "burger #0001-burger00".
struct Ordered {
  std::vector<std::string> burgers;
  std::vector<std::string> fries;
  int orders = 0;  // taken, the one included that ends with closing
};

Ordered Read(const Answers& answers) {
  Ordered ordered;
  for (size_t i = 0; i < answers.size(); ++i) {
    if (i % 2 == 0) ++ordered.orders;
    const std::string& typed = answers[i].typed;
    if (typed.empty() ||
        typed.find_first_not_of("0123456789") != std::string::npos) {
      break;
    }
    for (int n = 0; n < std::stoi(typed); ++n) {
      const std::string number = "#000" + std::to_string(ordered.orders);
      if (i % 2 == 0) {
        ordered.burgers.push_back(number + "-burger0" + std::to_string(n));
      } else {
        ordered.fries.push_back(number + "-fries0" + std::to_string(n));
      }
    }
  }
  return ordered;
}

int CountLogged(const harness::Transcript& transcript,
                const std::string& entry) {
  return transcript.Count(std::string(kLogged).append(entry));
}

void RequireOnce(const harness::Transcript& transcript,
                 const std::string& entry) {
  const int count = CountLogged(transcript, entry);
  schedule::Require(count == 1, "when Serve returned, '" + entry +
                                    "' had been logged " +
                                    std::to_string(count) +
                                    " times: what is ordered is made, "
                                    "and each of it once");
}

void RequireAllMade(const harness::Transcript& transcript,
                    const Ordered& ordered) {
  for (const std::string& number : ordered.burgers) {
    RequireOnce(transcript, "Preparing burger " + number + "...");
    RequireOnce(transcript, "Burger made " + number);
  }
  for (const std::string& number : ordered.fries) {
    RequireOnce(transcript, "Preparing fries " + number + "...");
    RequireOnce(transcript, "Fries made " + number);
  }
}

std::vector<std::string> Said(const harness::Transcript& transcript,
                              bool logged) {
  std::vector<std::string> said;
  for (const schedule::Noted& line : transcript.Lines()) {
    if (!line.text.starts_with(kLogged)) {
      if (!logged) said.push_back(line.text);
    } else if (logged) {
      said.push_back(line.text.substr(kLogged.size()));
    }
  }
  return said;
}

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
  RequireAllMade(transcript, Read(answers));
  schedule::Require(customers.asked() == static_cast<int>(answers.size()),
                    "customers had " + std::to_string(answers.size()) +
                        " answers, and were asked " +
                        std::to_string(customers.asked()) + " times");
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
    const std::vector<std::string> wanted = {
        "Welcome to Pyburger!",
        "Order burger and fries for order #0001:",
        "Order #0001 queued, please wait.",
        "Order burger and fries for order #0002:",
        "Order #0002 queued, please wait.",
        "Order burger and fries for order #0003:",
        "Goodbye!"};
    const std::vector<std::string> said = Said(transcript, false);
    for (size_t i = 0; i < wanted.size() || i < said.size(); ++i) {
      const std::string is =
          i < said.size() ? "is '" + said[i] + "'" : "is not said";
      schedule::Require(
          i < wanted.size(),
          "after 'Goodbye!' nothing more is said, and the next line " + is);
      schedule::Require(i < said.size() && said[i] == wanted[i],
                        "line " + std::to_string(i + 1) +
                            " that customers see should be '" + wanted[i] +
                            "', and " + is);
    }
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
      RequireOnce(transcript, entry);
    }
    const std::vector<std::string> log = Said(transcript, true);
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
    for (const std::string what : {" is working...", " finish task..."}) {
      const int count = CountLogged(transcript, "John" + what) +
                        CountLogged(transcript, "Jane" + what);
      schedule::Require(count == 4, "there were four tasks, and '" +
                                        what.substr(1) + "' was logged " +
                                        std::to_string(count) +
                                        " times by John and Jane");
    }
  });
}

TEST(ThreadWorkersUserInput, NoCustomerAtAll) {
  schedule::ExploreTest([] { ServeThem({{""}}); });
}

}  // namespace
