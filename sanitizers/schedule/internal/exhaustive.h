// Every schedule there is, one after another: a depth-first search over the
// choices.
//
// With reduction, schedules that differ only in the order of operations that
// have nothing to do with each other count as one, and only one of them is run
// to its end: sleep sets, P. Godefroid, "Partial-Order Methods for the
// Verification of Concurrent Systems" (LNCS 1032, 1996), chapter 5. Each
// Mazurkiewicz class is run exactly once.
//
// With a preemption bound, only schedules are run in which at most so many
// times a thread is made to stop that could have gone on: M. Musuvathi and S.
// Qadeer, "Iterative Context Bounding for Systematic Testing of Multithreaded
// Programs" (PLDI 2007). The two do not go together: the one schedule of a
// class that is run may be one that the bound forbids.

#ifndef RACELINGS_SCHEDULE_INTERNAL_EXHAUSTIVE_H_
#define RACELINGS_SCHEDULE_INTERNAL_EXHAUSTIVE_H_

#include <cstdint>

#include "schedule/internal/op.h"
#include "schedule/internal/strategy.h"

namespace schedule::internal {

class Exhaustive {
 public:
  // `preemption_bound` < 0: none. `reduce` is ignored where there is a bound.
  // REQUIRES: at most one at a time; its memory is the process's.
  Exhaustive(int preemption_bound, bool reduce);

  // Starts the next schedule.
  void Begin();

  // Returns one of choice.threads, or -1: how this schedule goes on is of no
  // account, because others cover it, or because the search gave up.
  int Pick(const Choice& choice);

  // The same for whom a notification wakes, one of `count` threads.
  int PickWoken(const int* threads, int count);

  // After a schedule: moves on to the next. False when there is none.
  bool Advance();

  // True when the program was too large for the search: more threads that can
  // run at once, or longer schedules, than it has room for. Then nothing is
  // proved.
  bool gave_up() const { return gave_up_; }

 private:
  static constexpr int kMaxDepth = 4096;
  static constexpr int kMaxOptions = 24;

  struct Option {
    uint16_t thread;
    Op op;
  };

  // One choice point of the schedule that runs.
  struct Node {
    int count;      // Options.
    int chosen;     // Which of them this schedule takes.
    uint32_t done;  // Which were taken by earlier schedules, as bits.
    uint32_t
        asleep;  // Which need not be taken: an earlier schedule covers them.
    int preemptions;  // Before this point.
    int free_option;  // Taking it is no preemption; -1: taking any is none.
    Option options[kMaxOptions];
  };

  bool Allowed(const Node& node, int option) const;
  int NextOption(const Node& node) const;
  void InheritSleep(Node* node) const;
  void Fill(const Choice& choice, bool is_turn, Node* node) const;
  int Take(const Choice& choice, bool is_turn);

  int preemption_bound_;
  bool reduce_;
  bool gave_up_ = false;
  int depth_ = 0;   // Where the schedule that runs is.
  int height_ = 0;  // How many nodes hold.
  Node* nodes_;
};

// Whether it makes no difference which of the two goes first.
bool Independent(const Op& a, const Op& b);

}  // namespace schedule::internal

#endif  // RACELINGS_SCHEDULE_INTERNAL_EXHAUSTIVE_H_
