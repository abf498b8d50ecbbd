#include <set>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "runner/commands/command.h"
#include "runner/commands/remember.h"
#include "runner/commands/select.h"
#include "runner/exercise/hints.h"
#include "runner/exercise/parts.h"
#include "runner/progress/progress_file.h"
#include "runner/system/error.h"

namespace racelings {

absl::StatusOr<int> Hint(Context& context, const Options& options) {
  const absl::StatusOr<Exercise> exercise =
      SelectOneOrCurrent(context, options.arguments);
  if (!exercise.ok()) return exercise.status();
  const std::filesystem::path file =
      context.course.ExerciseFolder(exercise->id) / "hints.md";
  const absl::StatusOr<std::string> text = context.disk.Read(file);
  const std::vector<GradedHint> hints = ParseHints(text.value_or(""));
  const int count = static_cast<int>(hints.size());
  const std::string command =
      absl::StrCat("./racelings hint ", exercise->number);
  if (count == 0) {
    return InfraError(
        absl::StrCat(exercise->id, " has no hints"),
        absl::StrCat("git checkout -- exercises/", exercise->id, "/hints.md"));
  }
  ProgressFile progress(context.disk, context.progress, context.course);
  const std::set<int> seen = progress.HintsSeen(*exercise);
  int number = 1;  // the first that was not seen, or the last
  while (number < count && seen.count(number) > 0) ++number;
  if (options.arguments.size() > 1 &&
      (!absl::SimpleAtoi(options.arguments[1], &number) || number < 1 ||
       number > count)) {
    return UsageError(
        absl::StrCat("'", options.arguments[1], "' is no hint of ",
                     exercise->id, ", which has hints 1 to ", count),
        absl::StrCat(command, " 1"));
  }
  const GradedHint& hint = hints[static_cast<std::size_t>(number) - 1];
  context.out << context.terminal.Bold(absl::StrCat("Hint ", number, " of ",
                                                    count, ": ", hint.title))
              << "\n\n"
              << hint.text << "\n\n";
  if (number == count && IsLearnersCopy(context.disk, context.course)) {
    context.out << "That was the last one (" << command
                << " 1 shows the first again).\n";
  } else if (number == count && context.by_keys) {
    context.out << "That was the last one. If you give in, type in a shell: "
                << "./racelings solution " << exercise->number << " --anyway\n";
  } else if (number == count) {
    context.out << "That was the last one (" << command
                << " 1 shows the first again). "
                << context.terminal.Bold("next:") << " ./racelings solution "
                << exercise->number << " --anyway   (if you give in)\n";
  } else if (!context.by_keys) {
    context.out << context.terminal.Bold("next:") << " " << command
                << "   (tells more)\n";
  }
  Remember(context, progress.RecordHint(*exercise, number));
  return kPassed;
}

}  // namespace racelings
