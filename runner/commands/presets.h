#ifndef RACELINGS_RUNNER_COMMANDS_PRESETS_H_
#define RACELINGS_RUNNER_COMMANDS_PRESETS_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "runner/commands/command.h"
#include "runner/commands/tally.h"

namespace racelings {

// The names of the visible workflow presets in a CMakePresets.json.
std::vector<std::string> WorkflowPresets(std::string_view json);

// What ctest says at its end: "100% tests passed, 0 tests failed out of 12".
struct TestCount {
  int passed = 0;
  int failed = 0;
};

// False when the line is another.
bool ParseTestSummary(std::string_view line, TestCount& count);

// Runs `cmake --workflow` for every preset, showing how far it is, and counts
// the tests that ctest ran; a preset that gets no further than its build counts
// as one failure. Only Cancelled is an error.
absl::Status RunPresets(Context& context, Tally& tally);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_COMMANDS_PRESETS_H_
