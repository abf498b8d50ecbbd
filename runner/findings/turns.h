#ifndef RACELINGS_RUNNER_FINDINGS_TURNS_H_
#define RACELINGS_RUNNER_FINDINGS_TURNS_H_

#include <string>

#include "runner/findings/finding.h"

namespace racelings {

// Of a wrong result or a crash that hangs on the schedule: adds the two lines,
// in the folder `own`, between which a thread lost its turn although it could
// have gone on, the last time that happened. What the others did in between is
// what went wrong, and the line at which it was noticed is the test's.
void AddLostTurn(const std::string& own, Finding& finding);

// Puts the locations in the folder `own` before those of the test and the kit.
void OwnLinesFirst(const std::string& own, Finding& finding);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_FINDINGS_TURNS_H_
