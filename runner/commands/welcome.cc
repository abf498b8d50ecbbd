#include <algorithm>

#include "runner/commands/command.h"
#include "runner/commands/select.h"
#include "runner/progress/progress_file.h"
#include "runner/system/error.h"

namespace racelings {

// Goes through what is not known to be solved, in order, and stops at the first
// that is not right. What turns out to be right on the way is remembered, so a
// lost build folder costs time, not progress.
// Whoever sits at a terminal gets the watch mode instead.
absl::StatusOr<int> Welcome(Context& context, const Options& options) {
  if (context.interactive) return Watch(context, options);
  const absl::StatusOr<std::vector<Exercise>> exercises = Select(context, {});
  if (!exercises.ok()) return exercises.status();
  const int total = static_cast<int>(exercises->size());
  ProgressFile progress(context.disk, context.progress, context.course);
  int count =
      static_cast<int>(std::count_if(exercises->begin(), exercises->end(),
                                     [&progress](const Exercise& exercise) {
                                       return progress.IsSolved(exercise);
                                     }));
  Checker checker = context.MakeChecker();
  for (const Exercise& exercise : *exercises) {
    if (progress.IsSolved(exercise)) continue;
    const absl::StatusOr<Verdict> verdict = checker.Check(
        {exercise, context.course.ExerciseFolder(exercise.id), "exercise"});
    if (!verdict.ok()) return verdict.status();
    if (verdict->status == Status::kPass) {
      ++count;
      RACELINGS_RETURN_IF_ERROR(
          progress.RecordPass(exercise, verdict->fingerprint));
      continue;
    }
    if (context.terminal.is_terminal) {
      context.out << ProgressBar(context.terminal, count, total) << "\n\n";
    }
    context.out << VerdictText(context.MakeReader(), exercise, *verdict);
    // To show where the learner is, is all it was asked for: `check` is the
    // command whose exit status is the verdict.
    return verdict->status == Status::kFail ? kPassed : kInfra;
  }
  context.out << ProgressBar(context.terminal, count, total) << "\n"
              << "That is all of them. ./racelings grade judges them once "
                 "more, for points.\n";
  return kPassed;
}

}  // namespace racelings
