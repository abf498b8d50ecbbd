#include "runner/build/tool_error.h"

#include <algorithm>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "runner/system/error.h"

namespace racelings {
namespace {

constexpr std::size_t kMostLines = 12;

}  // namespace

bool ParseNinjaProgress(std::string_view line, int& done, int& total) {
  if (!absl::ConsumePrefix(&line, "[")) return false;
  const std::size_t slash = line.find('/');
  const std::size_t end = line.find(']');
  return slash != std::string_view::npos && end != std::string_view::npos &&
         slash < end && absl::SimpleAtoi(line.substr(0, slash), &done) &&
         absl::SimpleAtoi(line.substr(slash + 1, end - slash - 1), &total);
}

std::string TheError(std::string_view output) {
  const std::vector<std::string_view> lines = absl::StrSplit(output, '\n');
  const auto begins_error = [](std::string_view line) {
    return absl::StartsWith(line, "CMake Error") ||
           absl::StartsWith(line, "FAILED:") ||
           absl::StartsWith(line, "ninja: error:");
  };
  auto first = std::find_if(lines.begin(), lines.end(), begins_error);
  std::vector<std::string_view> kept;
  if (first == lines.end()) {
    for (const std::string_view line : lines) {
      if (!line.empty()) kept.push_back(line);
    }
    if (kept.size() > kMostLines)
      kept.erase(kept.begin(), kept.end() - kMostLines);
  }
  for (; first != lines.end() && kept.size() < kMostLines; ++first) {
    int done = 0;
    int total = 0;
    const bool over = absl::StartsWith(*first, "Call Stack") ||
                      absl::StartsWith(*first, "-- Configuring") ||
                      ParseNinjaProgress(*first, done, total);
    if (over) break;
    // The command line of a failed step is long and tells a learner nothing.
    if (!first->empty() && first->size() < 400) kept.push_back(*first);
  }
  return absl::StrJoin(kept, "\n  ");
}

absl::Status CannotWriteBuild(const absl::Status& cause) {
  if (absl::IsResourceExhausted(cause) || absl::IsCancelled(cause))
    return cause;
  return InfraError(
      absl::StrCat("cannot write to build/ (", cause.message(), ")"),
      "ls -ld . build   (build/ must be a folder of yours: sudo chown -R "
      "\"$USER\" "
      "build mends its owner)");
}

absl::Status ToolError(std::string_view what, const Outcome& outcome,
                       std::string_view next) {
  const std::string_view output = outcome.output;
  if (absl::StrContains(output, "No space left on device")) {
    return absl::ResourceExhaustedError(absl::StrCat(
        what,
        ": the disk is full\n  next: df -h .   (make room, then try again)"));
  }
  for (const std::string_view reason :
       {"Permission denied", "Read-only file system"}) {
    if (absl::StrContains(output, reason)) {
      return CannotWriteBuild(absl::PermissionDeniedError(reason));
    }
  }
  return InfraError(
      absl::StrCat(what, " (", Describe(outcome), "):\n  ", TheError(output)),
      next);
}

}  // namespace racelings
