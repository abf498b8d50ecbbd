#ifndef RACELINGS_RUNNER_COMMANDS_DOCTOR_CHECKS_H_
#define RACELINGS_RUNNER_COMMANDS_DOCTOR_CHECKS_H_

#include "absl/status/status.h"
#include "runner/commands/command.h"
#include "runner/commands/tally.h"

namespace racelings {

// Looks at what every other command relies on, and counts each look: the build
// folder, the tools and their versions, the kit, and whether ThreadSanitizer
// reports a race that is there and is silent about its clean twin. Only
// Cancelled is an error.
absl::Status RunDoctor(Context& context, Tally& tally);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_COMMANDS_DOCTOR_CHECKS_H_
