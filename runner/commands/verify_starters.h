#ifndef RACELINGS_RUNNER_COMMANDS_VERIFY_STARTERS_H_
#define RACELINGS_RUNNER_COMMANDS_VERIFY_STARTERS_H_

#include <vector>

#include "absl/status/status.h"
#include "runner/commands/command.h"
#include "runner/commands/tally.h"
#include "runner/exercise/catalog.h"

namespace racelings {

// What of VerifyCourse a copy without solutions can prove: each exercise, as it
// was at the beginning and whatever the learner has made of it, is built by the
// kit and fails as its exercise.toml says. Counts a line for each. Only
// Cancelled is an error.
absl::Status VerifyStarters(Context& context,
                            const std::vector<Exercise>& exercises,
                            Tally& tally);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_COMMANDS_VERIFY_STARTERS_H_
