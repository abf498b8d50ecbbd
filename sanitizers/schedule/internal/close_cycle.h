// Circles in the order of locks: from a suspicion to a deadlock, or to nothing.
//
// What a schedule shows of the order of locks is no proof that they can block
// each other: a flag, a message or a barrier may keep the threads apart. So the
// explorer goes and looks, with schedules aimed at the circle. Only a deadlock
// that was brought about is told: no finding of the explorer is a guess.

#ifndef RACELINGS_SCHEDULE_INTERNAL_CLOSE_CYCLE_H_
#define RACELINGS_SCHEDULE_INTERNAL_CLOSE_CYCLE_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "schedule/explore.h"
#include "schedule/internal/channel.h"
#include "schedule/internal/lock_cycle.h"
#include "schedule/internal/watch.h"

namespace schedule::internal {

// Adds the circles that workers of one search saw, in the order of the
// schedules that showed them, to those known already. The first few are enough,
// and are the same whatever the number of workers.
void CollectCycles(const std::vector<std::unique_ptr<SharedChannel>>& channels,
                   std::vector<LockCycle>* known);

// Runs schedules that are to end in the deadlock that `cycle` is about, each in
// a process of its own, and returns the first that failed; null where none did.
// A schedule is usually of `length` steps. Adds to `schedules` how many ran.
//
// `same_clock`: the circle was seen with this clock, so that its picks lead to
// it again, and any failure is one of the program's. Otherwise only a deadlock
// over locks counts.
std::unique_ptr<SharedChannel> CloseCycle(const Options& options,
                                          const std::function<void()>& body,
                                          const LockCycle& cycle,
                                          int64_t length, bool same_clock,
                                          int64_t* schedules);

// Whether threads of a deadlock wait in a ring for each other's locks.
bool IsRingOfLocks(const Failure& failure);

}  // namespace schedule::internal

#endif  // RACELINGS_SCHEDULE_INTERNAL_CLOSE_CYCLE_H_
