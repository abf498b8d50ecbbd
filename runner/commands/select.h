#ifndef RACELINGS_RUNNER_COMMANDS_SELECT_H_
#define RACELINGS_RUNNER_COMMANDS_SELECT_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "runner/commands/command.h"
#include "runner/exercise/catalog.h"
#include "runner/verdict/checker.h"

namespace racelings {

// The exercise a command was given: one of its names, or the path of a file in
// its folder, as editors know it.
absl::StatusOr<Exercise> SelectOne(Context& context, const std::string& typed);

// The exercise a command was given as its first argument, or the one that the
// learner is at.
absl::StatusOr<Exercise> SelectOneOrCurrent(
    Context& context, const std::vector<std::string>& arguments);

// The exercises a command was given, or all when it was given none.
absl::StatusOr<std::vector<Exercise>> Select(
    Context& context, const std::vector<std::string>& typed);

// A usage error where there are no solutions, which `what` needs: this is a
// learner's copy of the course.
absl::Status RequireSolutions(Context& context, std::string_view what,
                              std::string_view next);

// Which of the exercise's answers the options ask to judge: the learner's, the
// solution, or a folder of their own. Points to `exercise`.
absl::StatusOr<CheckRequest> SelectAnswer(Context& context,
                                          const Exercise& exercise,
                                          const Options& options);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_COMMANDS_SELECT_H_
