// Who goes next. A strategy sees the threads that can run and names one.
//
// Strategies are deterministic: the same seed and the same choices offered give
// the same picks.

#ifndef RACELINGS_SCHEDULE_INTERNAL_STRATEGY_H_
#define RACELINGS_SCHEDULE_INTERNAL_STRATEGY_H_

#include <cstdint>

#include "schedule/explore.h"
#include "schedule/internal/aim.h"
#include "schedule/internal/channel.h"
#include "schedule/internal/op.h"

namespace schedule::internal {

// xorshift64*: small, seeded, and the same on every platform.
class Random {
 public:
  explicit Random(uint64_t seed) { Seed(seed); }
  void Seed(uint64_t seed);
  uint64_t Next();
  // Uniform in [0, bound). REQUIRES: bound > 0.
  uint64_t Below(uint64_t bound) { return Next() % bound; }
  // True once in `n` times. REQUIRES: n > 0.
  bool OneIn(uint64_t n) { return Below(n) == 0; }

 private:
  uint64_t state_ = 1;
};

// One point where a thread has to be picked.
struct Choice {
  const int* threads;    // Those that can run, in rising order.
  const Op* const* ops;  // What each would do.
  int count;             // At least 1.
  int current;  // The thread that ran last; it may be none of `threads`.
  bool current_yields;  // It asked to let others go first.
  int64_t step;         // Visible operations so far in this schedule.
  // From here on, threads that would wake from a condition variable for no
  // reason.
  int spurious_from;
};

class Strategy {
 public:
  explicit Strategy(Search search) : search_(search) {}

  // From now on schedules are aimed at that deadlock. See Aim::At.
  void AimAt(const LockCycle* cycle, int at_first, const LockOrder* order) {
    aim_.At(cycle, at_first, order);
  }

  // `length`: how many steps a schedule of this program has, roughly.
  void Begin(uint64_t seed, int64_t index, int64_t length);

  // Returns one of choice.threads.
  int Pick(const Choice& offered);

  // Whether from step `step` on every thread that can run has the same chance.
  bool IsFairFrom(int64_t step) const {
    return step >= kUnfair * length_ || step >= length_ + kUnfairSteps;
  }

  // The same where it is no thread's turn that is chosen: whom a notification
  // wakes.
  int PickWoken(const int* threads, int count);

  // Whether an operation fails that may fail for no reason.
  bool Fails() { return wakes_spuriously_ && random_.OneIn(kFailing); }

 private:
  static constexpr uint64_t kFailing = 3;
  // Past this many times its usual length, or so many steps more, a schedule is
  // likely to spin on a thread that the priorities never let run; a random walk
  // is fair.
  static constexpr int64_t kUnfair = 20;
  static constexpr int64_t kUnfairSteps = 10'000;

  int PickUniform(const Choice& choice);
  int PickSticky(const Choice& choice);
  int PickPct(const Choice& choice);
  int PickPos(const Choice& choice);
  int PickFirst(const Choice& choice);

  Search search_;
  Search now_ = Search::kRandomWalk;
  bool straight_ = false;  // Never switches unless it has to.
  // Whether a thread that yields is made to wait. Half of the schedules ignore
  // it: a thread that waits by yielding may also get as far as sleeping.
  bool heeds_yields_ = true;
  // Half of the schedules have no spurious wakeups or failures.
  bool wakes_spuriously_ = false;
  uint64_t switch_rarity_ = 1;
  int64_t length_ = 0;
  Random random_{1};
  Aim aim_;

  // PCT.
  static constexpr int kMaxChanges = 3;
  int changes_ = 0;
  int64_t change_at_[kMaxChanges] = {};
  int64_t lowest_ = 0;
  // PCT and POS: higher goes first; 0 when not drawn yet.
  int64_t priority_[kMaxThreads] = {};
};

}  // namespace schedule::internal

#endif  // RACELINGS_SCHEDULE_INTERNAL_STRATEGY_H_
