#ifndef RACELINGS_RUNNER_COMMANDS_SHOW_VERDICT_H_
#define RACELINGS_RUNNER_COMMANDS_SHOW_VERDICT_H_

#include "runner/commands/command.h"
#include "runner/exercise/catalog.h"
#include "runner/verdict/verdict.h"

namespace racelings {

// Prints the verdict on `exercise`, as JSON or as text, as the options ask.
// Returns the program's exit status for it: kPassed, kNotYet or kInfra.
int ShowVerdict(const Context& context, const Options& options,
                const Exercise& exercise, const Verdict& verdict);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_COMMANDS_SHOW_VERDICT_H_
