#ifndef RACELINGS_RUNNER_COMMANDS_SCRIPTS_H_
#define RACELINGS_RUNNER_COMMANDS_SCRIPTS_H_

#include "absl/status/status.h"
#include "runner/commands/command.h"
#include "runner/commands/tally.h"

namespace racelings {

// Runs every tests/e2e/*.sh with RACELINGS set to this program and
// RACELINGS_ROOT to the checkout, and counts the lines "ok NAME" and
// "not ok NAME" that it prints. A script that ends badly without a "not ok", or
// prints neither, is one failure. Only Cancelled is an error.
absl::Status RunScripts(Context& context, Tally& tally);

// The same with tests/proofs/*.sh: what takes long, and is run by
// `selftest --full` alone.
absl::Status RunProofs(Context& context, Tally& tally);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_COMMANDS_SCRIPTS_H_
