#ifndef RACELINGS_RUNNER_FINDINGS_NAMES_H_
#define RACELINGS_RUNNER_FINDINGS_NAMES_H_

#include <string>
#include <string_view>
#include <vector>

#include "runner/findings/finding.h"
#include "runner/system/disk.h"

namespace racelings {

// What is locked, waited on or notified in a line of source, where the place
// that a stack names is `column` (from 1): "grill_" for
//   std::scoped_lock grill(grill_);    wake_.wait(lock);    grill_.lock();
// "" where it is not one name, and a plain one.
std::string LockedIn(std::string_view line, int column);

// Calls locks and condition variables by their names in the source, "grill_" in
// place of "mutex 2", wherever the finding speaks of them. One that has several
// names there, or shares one with another, keeps its number. `disk` is asked
// for the sources that the trace names.
void NameObjects(Disk& disk, Finding& finding);
void NameObjects(Disk& disk, std::vector<Event>& trace);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_FINDINGS_NAMES_H_
