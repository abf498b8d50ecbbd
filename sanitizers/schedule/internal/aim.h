// Schedules aimed at one deadlock: the threads of a suspected circle of locks
// are kept back just before they take their second lock, for as long as anybody
// else can go on, so that they meet there if they can.
//
// P. Joshi, C.-S. Park, K. Sen, M. Naik, "A Randomized Dynamic Program Analysis
// Technique for Detecting Real Deadlocks" (PLDI 2009).
//
// Part of the strategy: the rules of scheduler.h hold here as well.

#ifndef RACELINGS_SCHEDULE_INTERNAL_AIM_H_
#define RACELINGS_SCHEDULE_INTERNAL_AIM_H_

#include <cstdint>

#include "schedule/internal/channel.h"
#include "schedule/internal/lock_cycle.h"
#include "schedule/internal/lock_order.h"
#include "schedule/internal/op.h"

namespace schedule::internal {

struct Choice;
class Random;

// Who is kept back before its first lock already, so that it does not stand in
// the way of those who have to come to their second: a number of
// LockCycle::steps, or one of these.
inline constexpr int kNobodyAtFirst = -1;
inline constexpr int kAnybodyAtFirst = -2;  // Drawn anew for each schedule.

class Aim {
 public:
  // `cycle` null: aims at nothing. Both have to outlive this.
  void At(const LockCycle* cycle, int at_first, const LockOrder* order);

  // A new schedule, usually of `length` steps.
  void Begin(Random* random, int64_t index, int64_t length);

  // Leaves in `choice` only those who are not kept back; where all are, those
  // who get furthest.
  void Narrow(Choice* choice);

 private:
  enum class Stand { kElsewhere, kAtFirst, kAtSecond };
  Stand StandOf(int thread, const Op& op) const;
  int Gather(const Choice& choice, Stand stand);

  const LockCycle* cycle_ = nullptr;
  const LockOrder* order_ = nullptr;
  int wanted_at_first_ = kNobodyAtFirst;

  // Of this schedule.
  int at_first_ = kNobodyAtFirst;
  // Whether any second lock of the circle's threads will do: its own may lie at
  // another address this time.
  bool any_lock_ = false;
  int64_t from_step_ = 0;
  // How many picks a thread is kept back for, and how many are left. Others may
  // wait for it by looking again and again.
  int64_t patience_ = 0;
  int64_t left_ = 0;
  int rounds_ = 0;  // How often more that may run out.

  int threads_[kMaxThreads] = {};
  const Op* ops_[kMaxThreads] = {};
};

}  // namespace schedule::internal

#endif  // RACELINGS_SCHEDULE_INTERNAL_AIM_H_
