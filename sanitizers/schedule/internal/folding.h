// Which steps of a long trace are worth a line.

#ifndef RACELINGS_SCHEDULE_INTERNAL_FOLDING_H_
#define RACELINGS_SCHEDULE_INTERNAL_FOLDING_H_

#include <vector>

#include "schedule/finding.h"

namespace schedule::internal {

// `most` steps of the trace, in order: the marked ones, what they had to come
// after, and then those nearest to them, the earlier first. Where nothing is
// marked, the beginning and the end. A single step between two of them comes
// on top. The pointers are into `trace`.
std::vector<const Event*> Fold(const std::vector<Event>& trace, int most);

}  // namespace schedule::internal

#endif  // RACELINGS_SCHEDULE_INTERNAL_FOLDING_H_
