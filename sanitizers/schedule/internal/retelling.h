// From a worker's record of a schedule to a trace that can be drawn: which
// locks each thread held, which event had to come after which, and what the
// schedule failed with.

#ifndef RACELINGS_SCHEDULE_INTERNAL_RETELLING_H_
#define RACELINGS_SCHEDULE_INTERNAL_RETELLING_H_

#include <vector>

#include "schedule/finding.h"
#include "schedule/internal/channel.h"
#include "schedule/internal/places.h"

namespace schedule::internal {

// The events of a schedule that ended clean.
std::vector<Event> Retell(const Channel& channel, const Places& places);

// Those of one that failed. `finding` is all but its trace; what it says is
// also in the trace, as marked events.
//
// ThreadSanitizer tells where the earlier access of a data race was made, but
// not when. It is put at the last moment of its thread that happens after
// everything the later access is ordered after, and that fits the line it
// stands on.
std::vector<Event> Retell(const Channel& channel, const Places& places,
                          const Finding& finding);

}  // namespace schedule::internal

#endif  // RACELINGS_SCHEDULE_INTERNAL_RETELLING_H_
