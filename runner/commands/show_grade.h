#ifndef RACELINGS_RUNNER_COMMANDS_SHOW_GRADE_H_
#define RACELINGS_RUNNER_COMMANDS_SHOW_GRADE_H_

#include "runner/commands/command.h"
#include "runner/formats/formats.h"

namespace racelings {

// Prints a grade as --format and --json want it. With --output the file has
// that, written at once or not at all, and the terminal the table. Of the
// format github the remarks are always printed, since GitHub reads them there,
// and the page goes to --output, or to the summary of the step that GitHub
// names. The exit status says how the grade is: kInfra where something was not
// graded.
absl::StatusOr<int> ShowGrade(Context& context, const Options& options,
                              const Graded& graded);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_COMMANDS_SHOW_GRADE_H_
