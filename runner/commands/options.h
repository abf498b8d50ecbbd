#ifndef RACELINGS_RUNNER_COMMANDS_OPTIONS_H_
#define RACELINGS_RUNNER_COMMANDS_OPTIONS_H_

#include <CLI/CLI.hpp>

#include "runner/commands/command.h"

namespace racelings {

// Teaches `app` the options that the command's entry names, with their help,
// and what they may be together with. `options` must outlive `app`, which fills
// it when it parses.
void AddOptions(const CommandEntry& entry, Options& options, CLI::App& app);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_COMMANDS_OPTIONS_H_
