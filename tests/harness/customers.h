// Customers who type their orders, for tests of restaurants that ask them.

#ifndef RACELINGS_HARNESS_CUSTOMERS_H_
#define RACELINGS_HARNESS_CUSTOMERS_H_

#include <atomic>
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "harness/transcript.h"

namespace harness {

// What customers type, one answer after the other, and how long they take.
struct Answer {
  std::string typed;
  std::chrono::seconds time{0};
};
using Answers = std::vector<Answer>;

// One answer for each question, first how many burgers, then how many fries.
// Ends the schedule when the questions are others, when one comes after the
// last answer, or while somebody types.
//
// Thread safety: any thread, at any time. Being asked orders nothing between
// the threads: all atomics are relaxed.
class Customers {
 public:
  // `last` is what the last answer is, in words.
  explicit Customers(
      const Answers& answers,
      std::string last =
          "an answer that is no number: the restaurant is closed then");

  // Blocks the thread for as long as the customer takes.
  std::string Type(const std::string& prompt);

  // Ends the schedule unless all answers were asked for.
  void RequireAllAsked(const char* file = __builtin_FILE(),
                       int line = __builtin_LINE()) const;

 private:
  const Answers& answers_;
  const std::string last_;
  std::atomic<size_t> asked_{0};
  std::atomic<bool> typing_{false};
};

// What `answers` order: each by its number, "#0001-burger00".
struct Ordered {
  std::vector<std::string> burgers;
  std::vector<std::string> fries;
};
Ordered ReadOrders(const Answers& answers);

// Ends the schedule unless `line` is there once: kLogged in front of it means
// an entry of the log.
void RequireOnce(const Transcript& transcript, const std::string& line,
                 const char* file = __builtin_FILE(),
                 int number = __builtin_LINE());

// Ends the schedule unless all that was ordered was made, once, and said so:
// `prefix` stands in front of each line.
void RequireAllMade(const Transcript& transcript, const Ordered& ordered,
                    std::string_view prefix,
                    const char* file = __builtin_FILE(),
                    int line = __builtin_LINE());

// Three orders that show whether the oldest task goes first. While the first
// customer thinks about fries, the other cook is alone with three burgers; the
// third order is taken when the second's burgers are begun.
Answers ThreeOrders();

// Ends the schedule unless the log of ThreeOrders() has what was begun when it
// was the oldest task in that order, and each once.
void RequireOldestFirst(const Transcript& transcript,
                        const char* file = __builtin_FILE(),
                        int line = __builtin_LINE());

// What was logged, or what customers saw, in its order.
std::vector<std::string> LinesThatAre(const Transcript& transcript,
                                      bool logged);

// Ends the schedule unless customers saw `wanted`, and nothing else. Its last
// line is the last of the day.
void RequireSeen(const Transcript& transcript,
                 const std::vector<std::string>& wanted,
                 const char* file = __builtin_FILE(),
                 int line = __builtin_LINE());

// Ends the schedule unless John and Jane together have begun `count` tasks and
// finished as many, each with its line behind `prefix`. `what` names them.
void RequireTasks(const Transcript& transcript, int count,
                  const std::string& what, std::string_view prefix,
                  const char* file = __builtin_FILE(),
                  int line = __builtin_LINE());

}  // namespace harness

#endif  // RACELINGS_HARNESS_CUSTOMERS_H_
