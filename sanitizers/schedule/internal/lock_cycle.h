// A circle in the order in which threads took locks: each holds one and goes on
// to take the one that the next holds. Had all of them come to their second
// lock at the same time, none could ever have gone on.

#ifndef RACELINGS_SCHEDULE_INTERNAL_LOCK_CYCLE_H_
#define RACELINGS_SCHEDULE_INTERNAL_LOCK_CYCLE_H_

#include <cstdint>

namespace schedule::internal {

inline constexpr int kMaxCycleThreads = 6;
inline constexpr int kMaxCyclePicks = 1 << 13;

struct LockCycle {
  // `thread` took `second` while it held `first`, which the one before it in
  // the circle took second.
  struct Step {
    int thread;
    const void* first;
    const void* second;
    // How many picks had been made when it stood before each.
    int picks_at_first;
    int picks_at_second;
  };

  int64_t schedule;    // In which it was seen.
  uint64_t signature;  // The same for the same threads and locks.
  int count;
  Step steps[kMaxCycleThreads];
  // That schedule's picks so far, or as many as there is room for.
  int pick_count;
  uint16_t picks[kMaxCyclePicks];
};

}  // namespace schedule::internal

#endif  // RACELINGS_SCHEDULE_INTERNAL_LOCK_CYCLE_H_
