#ifndef RACELINGS_RUNNER_BUILD_TOOL_ERROR_H_
#define RACELINGS_RUNNER_BUILD_TOOL_ERROR_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "runner/system/process.h"

namespace racelings {

// A line of cmake, ninja or ctest that counts: "[34/120] Building ...".
// False when it is another line.
bool ParseNinjaProgress(std::string_view line, int& done, int& total);

// What went wrong in a long output: the first error of CMake, the first failed
// step of ninja, or the last lines; a dozen lines at most.
std::string TheError(std::string_view output);

// The error of a tool that failed at `what` ("the kit cannot be configured").
// A full disk and a folder that may not be written are told apart, since then
// the tool is not to blame and `next` would not help.
absl::Status ToolError(std::string_view what, const Outcome& outcome,
                       std::string_view next);

// The folder build/ is there to be written to, and cannot be: `cause` says why.
absl::Status CannotWriteBuild(const absl::Status& cause);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_BUILD_TOOL_ERROR_H_
