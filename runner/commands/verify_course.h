#ifndef RACELINGS_RUNNER_COMMANDS_VERIFY_COURSE_H_
#define RACELINGS_RUNNER_COMMANDS_VERIFY_COURSE_H_

#include <vector>

#include "absl/status/status.h"
#include "runner/commands/command.h"
#include "runner/commands/tally.h"
#include "runner/exercise/catalog.h"

namespace racelings {

// Tests what the course says of itself and counts the results: every exercise
// is whole, its starter fails as stated, its solution and its right answers
// pass, and its wrong answers fail as stated. Only Cancelled is an error.
absl::Status VerifyCourse(Context& context,
                          const std::vector<Exercise>& exercises, Tally& tally);

// How often selftest repeats a proof, each time with another seed.
struct Repetitions {
  int pairs = 5;
  int answers = 0;  // VerifyCourse has judged each once
};

// The claims of VerifyCourse once more, `repetitions` times each; one line and
// one count per claim and repetition that failed, and one line per claim.
absl::Status RepeatProofs(Context& context,
                          const std::vector<Exercise>& exercises,
                          const Repetitions& repetitions, Tally& tally);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_COMMANDS_VERIFY_COURSE_H_
