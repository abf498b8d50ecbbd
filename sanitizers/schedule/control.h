// A control: the test again, with a failure at its end.

#ifndef RACELINGS_SCHEDULE_CONTROL_H_
#define RACELINGS_SCHEDULE_CONTROL_H_

#include <functional>
#include <optional>

#include "schedule/explore.h"
#include "schedule/finding.h"

namespace schedule {

// A clean result says something only while a failure would have been seen. The
// code under test runs in the same process as what watches it, and may have
// disabled that, on purpose or by writing over memory. So `body` runs once more
// and then fails: under ThreadSanitizer two threads race, otherwise an
// expectation is not met. Nothing is returned if that is seen; otherwise a
// finding that says so.
std::optional<Finding> Control(const Options& options,
                               const std::function<void()>& body);

}  // namespace schedule

#endif  // RACELINGS_SCHEDULE_CONTROL_H_
