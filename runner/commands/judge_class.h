#ifndef RACELINGS_RUNNER_COMMANDS_JUDGE_CLASS_H_
#define RACELINGS_RUNNER_COMMANDS_JUDGE_CLASS_H_

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "runner/commands/command.h"
#include "runner/exercise/catalog.h"
#include "runner/grade/harvest.h"
#include "runner/grade/store.h"

namespace racelings {

// What a class is judged with.
struct Judging {
  std::string course;                              // the same on every machine
  std::map<std::string, std::string> by_exercise;  // as it is on this one
};

// Makes the judges, so that those who judge side by side find them made.
absl::StatusOr<Judging> MakeJudges(Context& context,
                                   const std::vector<Exercise>& exercises,
                                   std::uint64_t seed);

// An answer that nobody has judged yet.
struct ToJudge {
  const Exercise* exercise;  // not owned
  std::filesystem::path entry;
};

// Each distinct answer once. They point to `exercises`.
std::vector<ToJudge> NotJudgedYet(VerdictStore& store,
                                  const std::vector<Exercise>& exercises,
                                  const Harvest& harvest);

// Judges `jobs` answers side by side, each by a process of this program, and
// shows how far it is. The verdicts are in the store; what is returned are the
// grades of those that could not be judged, by entry. Only Cancelled, or a
// program that is not there, is an error.
absl::StatusOr<std::map<std::filesystem::path, std::string>> JudgeAll(
    Context& context, VerdictStore& store, const std::vector<ToJudge>& todo,
    std::size_t jobs);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_COMMANDS_JUDGE_CLASS_H_
