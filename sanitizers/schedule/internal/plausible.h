#ifndef RACELINGS_SCHEDULE_INTERNAL_PLAUSIBLE_H_
#define RACELINGS_SCHEDULE_INTERNAL_PLAUSIBLE_H_

#include "schedule/internal/channel.h"
#include "schedule/internal/worker.h"

namespace schedule::internal {

// What a worker left in its channel, once it has ended, is what a worker can
// leave: the code under test has run in the same memory, and may have written
// anything there. Makes a finding of a channel that is not, and puts an end to
// every text in it.
void RequirePlausible(const Range& range, const Plan& plan, Channel* channel);

}  // namespace schedule::internal

#endif  // RACELINGS_SCHEDULE_INTERNAL_PLAUSIBLE_H_
