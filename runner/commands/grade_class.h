#ifndef RACELINGS_RUNNER_COMMANDS_GRADE_CLASS_H_
#define RACELINGS_RUNNER_COMMANDS_GRADE_CLASS_H_

#include <filesystem>
#include <vector>

#include "absl/status/statusor.h"
#include "runner/commands/command.h"
#include "runner/exercise/catalog.h"
#include "runner/grade/parts.h"

namespace racelings {

// `grade --submissions`: judges what a class handed in, each distinct answer
// once, and writes the results to a folder. What was judged stays judged when
// this is stopped or killed. kPassed: everything was graded, whatever the
// marks; kInfra: something was not.
absl::StatusOr<int> GradeClass(Context& context, const Options& options,
                               const std::vector<Exercise>& exercises);

// Says what each submission got and where the results are; the exit status.
absl::StatusOr<int> ShowClass(Context& context,
                              const std::filesystem::path& folder,
                              const ClassRecords& records);

// As GradeClass, on a Slurm cluster: an array of tasks, each a part.
// `submissions` and `output` are absolute.
absl::StatusOr<int> GradeBySlurm(Context& context, const Options& options,
                                 const std::vector<Exercise>& exercises,
                                 const std::filesystem::path& submissions,
                                 const std::filesystem::path& output);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_COMMANDS_GRADE_CLASS_H_
