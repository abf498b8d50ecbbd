// From what a worker left in its channel to a Finding that a person can read.

#ifndef RACELINGS_SCHEDULE_INTERNAL_EXPLAIN_H_
#define RACELINGS_SCHEDULE_INTERNAL_EXPLAIN_H_

#include <vector>

#include "schedule/explore.h"
#include "schedule/internal/channel.h"

namespace schedule::internal {

// REQUIRES: channel.status == Status::kFailed.
Finding Explain(const Channel& channel, const Options& options);

// The trace of a replay that ended clean.
// REQUIRES: channel.status == Status::kDone.
std::vector<Event> ExplainClean(const Channel& channel, const Options& options);

}  // namespace schedule::internal

#endif  // RACELINGS_SCHEDULE_INTERNAL_EXPLAIN_H_
