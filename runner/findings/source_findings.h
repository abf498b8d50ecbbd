#ifndef RACELINGS_RUNNER_FINDINGS_SOURCE_FINDINGS_H_
#define RACELINGS_RUNNER_FINDINGS_SOURCE_FINDINGS_H_

#include <vector>

#include "runner/build/answer.h"
#include "runner/build/diagnostics.h"
#include "runner/exercise/manifest.h"
#include "runner/findings/finding.h"

namespace racelings {

// What can be said of an answer without running it.

// One finding per error: kStatic when the thread safety analysis is the only
// one to complain, and then with the variable that it names; otherwise kBuild.
std::vector<Finding> FromDiagnostics(
    const std::vector<Diagnostic>& diagnostics);

// One finding per rule that the answer breaks, and file.
std::vector<Finding> FromForbidden(const Answer& answer,
                                   const std::vector<Rule>& rules);

// One finding per rule that no file of the answer follows, of kind kForbidden:
// the answer has taken out what the exercise is about.
std::vector<Finding> FromRequired(const Answer& answer,
                                  const std::vector<Rule>& rules);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_FINDINGS_SOURCE_FINDINGS_H_
