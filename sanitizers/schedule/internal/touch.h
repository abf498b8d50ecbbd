// Uses of memory that ThreadSanitizer would note in its own versions of what
// the explorer stands in front of.

#ifndef RACELINGS_SCHEDULE_INTERNAL_TOUCH_H_
#define RACELINGS_SCHEDULE_INTERNAL_TOUCH_H_

namespace schedule::internal {

// The operation that the calling thread has just reached reads `object`, so
// that its end at the same time is a race. REQUIRES: Scheduler::Self() !=
// nullptr, after Scheduler::Reach.
void Touch(void* object);

}  // namespace schedule::internal

#endif  // RACELINGS_SCHEDULE_INTERNAL_TOUCH_H_
