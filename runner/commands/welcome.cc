#include <algorithm>

#include "absl/strings/str_cat.h"
#include "runner/commands/command.h"
#include "runner/commands/remember.h"
#include "runner/commands/select.h"
#include "runner/progress/progress_file.h"
#include "runner/progress/starter.h"

namespace racelings {
namespace {

std::string Bar(const Context& context, const ProgressFile& progress,
                const std::vector<Exercise>& exercises) {
  const auto solved = std::count_if(exercises.begin(), exercises.end(),
                                    [&progress](const Exercise& exercise) {
                                      return progress.IsSolved(exercise);
                                    });
  return ProgressBar(context.terminal, static_cast<int>(solved),
                     static_cast<int>(exercises.size()));
}

}  // namespace

// Judges the exercise that the learner is at. One that turns out to be right is
// remembered, and the next one is looked at: a lost record costs time, not
// progress. But who has gone back to one that is solved, wants to see that one.
// Whoever sits at a terminal gets the watch mode instead.
absl::StatusOr<int> Welcome(Context& context, const Options& options) {
  if (context.ask) return Watch(context, options);
  const absl::StatusOr<std::vector<Exercise>> exercises = Select(context, {});
  if (!exercises.ok()) return exercises.status();
  for (const Exercise& exercise : *exercises)
    KeepStarter(context.disk, context.course, exercise);
  ProgressFile progress(context.disk, context.progress, context.course);
  const Exercise* exercise = progress.Current(*exercises);
  const bool went_back = exercise != nullptr && progress.IsSolved(*exercise);
  Checker checker = context.MakeChecker();
  while (exercise != nullptr) {
    const absl::StatusOr<Verdict> verdict = checker.Check(
        {*exercise, context.course.ExerciseFolder(exercise->id), "exercise"});
    if (!verdict.ok()) return verdict.status();
    const bool passed = verdict->status == Status::kPass;
    if (passed) {
      Remember(context, progress.RecordPass(*exercise, verdict->fingerprint));
    }
    if (passed && !went_back) {
      context.out << exercise->id << ": " << context.terminal.Green("right")
                  << '\n';
      exercise = progress.Current(*exercises);
      continue;
    }
    if (context.terminal.is_terminal)
      context.out << Bar(context, progress, *exercises) << "\n\n";
    context.out << VerdictText(context.MakeReader(), *exercise, *verdict);
    // To show where the learner is, is all it was asked for: `check` is the
    // command whose exit status is the verdict.
    return verdict->status == Status::kInfra ? kInfra : kPassed;
  }
  context.out << Bar(context, progress, *exercises) << "\n"
              << "That is all of them. ./racelings grade judges them once "
                 "more, for points.\n";
  return kPassed;
}

}  // namespace racelings
