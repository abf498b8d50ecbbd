#include "harness/customers.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "schedule/explore.h"

namespace harness {

Customers::Customers(const Answers& answers, std::string last)
    : answers_(answers), last_(std::move(last)) {}

std::string Customers::Type(const std::string& prompt) {
  const size_t question = asked_.fetch_add(1, std::memory_order_relaxed);
  const char* const wanted =
      question % 2 == 0 ? "Number of burgers:" : "Number of fries:";
  schedule::Require(!typing_.exchange(true, std::memory_order_relaxed),
                    "a customer was asked '" + prompt +
                        "' while an answer was being typed: there is one "
                        "counter, and one order is taken at a time");
  schedule::Require(prompt == wanted,
                    "question " + std::to_string(question + 1) +
                        " to the customers should be '" + wanted +
                        "', and is '" + prompt + "'");
  schedule::Require(question < answers_.size(),
                    "a customer was asked '" + prompt + "' after " + last_);
  const Answer& answer = answers_[question];
  if (answer.time > std::chrono::seconds(0)) {
    std::this_thread::sleep_for(answer.time);
  }
  typing_.store(false, std::memory_order_relaxed);
  return answer.typed;
}

void Customers::RequireAllAsked(const char* file, int line) const {
  const size_t asked = asked_.load(std::memory_order_relaxed);
  schedule::Require(asked == answers_.size(),
                    "customers had " + std::to_string(answers_.size()) +
                        " answers, and were asked " + std::to_string(asked) +
                        " times",
                    file, line);
}

Ordered ReadOrders(const Answers& answers) {
  Ordered ordered;
  int order = 0;
  for (size_t i = 0; i < answers.size(); ++i) {
    if (i % 2 == 0) ++order;
    const std::string& typed = answers[i].typed;
    if (typed.empty() ||
        typed.find_first_not_of("0123456789") != std::string::npos) {
      break;
    }
    for (int n = 0; n < std::stoi(typed); ++n) {
      const std::string number = "#000" + std::to_string(order);
      if (i % 2 == 0) {
        ordered.burgers.push_back(number + "-burger0" + std::to_string(n));
      } else {
        ordered.fries.push_back(number + "-fries0" + std::to_string(n));
      }
    }
  }
  return ordered;
}

void RequireOnce(const Transcript& transcript, const std::string& line,
                 const char* file, int number) {
  const int count = transcript.Count(line);
  const bool logged = line.starts_with(kLogged);
  schedule::Require(count == 1,
                    "when Serve returned, '" +
                        line.substr(logged ? kLogged.size() : 0) +
                        "' had been " + (logged ? "logged " : "said ") +
                        std::to_string(count) +
                        " times: what is ordered is made, and each of it once",
                    file, number);
}

void RequireAllMade(const Transcript& transcript, const Ordered& ordered,
                    std::string_view prefix, const char* file, int line) {
  const auto require = [&](const std::string& said) {
    RequireOnce(transcript, std::string(prefix).append(said), file, line);
  };
  for (const std::string& number : ordered.burgers) {
    require("Preparing burger " + number + "...");
    require("Burger made " + number);
  }
  for (const std::string& number : ordered.fries) {
    require("Preparing fries " + number + "...");
    require("Fries made " + number);
  }
}

std::vector<std::string> LinesThatAre(const Transcript& transcript,
                                      bool logged) {
  std::vector<std::string> lines;
  for (const schedule::Noted& line : transcript.Lines()) {
    if (!line.text.starts_with(kLogged)) {
      if (!logged) lines.push_back(line.text);
    } else if (logged) {
      lines.push_back(line.text.substr(kLogged.size()));
    }
  }
  return lines;
}

Answers ThreeOrders() {
  return {{"3"}, {"1", std::chrono::seconds(20)}, {"2"}, {"0"}, {"x"}};
}

void RequireOldestFirst(const Transcript& transcript, const char* file,
                        int line) {
  const std::vector<std::string> log = LinesThatAre(transcript, true);
  auto before = log.begin();
  for (const std::string entry :
       {"Preparing burger #0001-burger00...",
        "Preparing burger #0001-burger01...",
        "Preparing burger #0001-burger02...",
        "Preparing burger #0002-burger01...", "Taking Order #0003..."}) {
    RequireOnce(transcript, std::string(kLogged).append(entry), file, line);
    const auto at = std::find(log.begin(), log.end(), entry);
    schedule::Require(at >= before,
                      "'" + entry + "' was logged before '" + *before +
                          "': that is a newer task, and the oldest one of the "
                          "queue goes first",
                      file, line);
    before = at;
  }
}

void RequireSeen(const Transcript& transcript,
                 const std::vector<std::string>& wanted, const char* file,
                 int line) {
  const std::vector<std::string> said = LinesThatAre(transcript, false);
  for (size_t i = 0; i < wanted.size() || i < said.size(); ++i) {
    const std::string is =
        i < said.size() ? "is '" + said[i] + "'" : "is not said";
    schedule::Require(i < wanted.size(),
                      "after '" + wanted.back() +
                          "' nothing more is said, and the next line " + is,
                      file, line);
    schedule::Require(i < said.size() && said[i] == wanted[i],
                      "line " + std::to_string(i + 1) +
                          " that customers see should be '" + wanted[i] +
                          "', and " + is,
                      file, line);
  }
}

void RequireTasks(const Transcript& transcript, int count,
                  const std::string& what, std::string_view prefix,
                  const char* file, int line) {
  for (const std::string said : {" is working...", " finish task..."}) {
    int times = 0;
    for (const char* name : {"John", "Jane"}) {
      times += transcript.Count(std::string(prefix).append(name) + said);
    }
    const bool logged = prefix == kLogged;
    schedule::Require(times == count,
                      "there were " + what + ", and '" + said.substr(1) +
                          "' was " + (logged ? "logged " : "said ") +
                          std::to_string(times) + " times by John and Jane",
                      file, line);
  }
}

}  // namespace harness
