#ifndef RACELINGS_RUNNER_COMMANDS_REMEMBER_H_
#define RACELINGS_RUNNER_COMMANDS_REMEMBER_H_

#include "absl/status/status.h"
#include "runner/commands/command.h"

namespace racelings {

// Tells the learner when their progress could not be kept. What the command was
// asked for, a verdict or a hint, stands all the same, and so does its status.
void Remember(Context& context, const absl::Status& kept);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_COMMANDS_REMEMBER_H_
