#ifndef RACELINGS_RUNNER_COMMANDS_VERIFY_COURSE_H_
#define RACELINGS_RUNNER_COMMANDS_VERIFY_COURSE_H_

#include <vector>

#include "absl/status/status.h"
#include "runner/commands/command.h"
#include "runner/commands/tally.h"
#include "runner/exercise/catalog.h"

namespace racelings {

// With how many seeds each claim is tried; the first is what everyone plays.
struct Repetitions {
  int pairs = 1;    // starters and solutions
  int answers = 1;  // those in tests/answers
};

// Tests what the course says of itself and counts the results: every exercise
// is whole, its starter fails as stated, its solution and its right answers
// pass, and its wrong answers fail as stated. Prints a line for each claim, and
// one for each repetition that contradicts it. Several exercises are tested side
// by side, each by a process of this program. Only Cancelled is an error.
absl::Status VerifyCourse(Context& context,
                          const std::vector<Exercise>& exercises,
                          const Repetitions& repetitions, Tally& tally);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_COMMANDS_VERIFY_COURSE_H_
