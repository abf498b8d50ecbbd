#include "runner/verdict/grade.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "runner/commands/command.h"
#include "runner/commands/remember.h"
#include "runner/commands/select.h"
#include "runner/commands/show_grade.h"
#include "runner/progress/progress_file.h"

namespace racelings {

absl::StatusOr<int> Grade(Context& context, const Options& options) {
  const absl::StatusOr<std::vector<Exercise>> exercises =
      Select(context, options.arguments);
  if (!exercises.ok()) return exercises.status();
  Checker checker = context.MakeChecker();
  ProgressFile progress(context.disk, context.progress, context.course);
  std::vector<ExerciseGrade> grades;
  for (const Exercise& exercise : *exercises) {
    context.progress.Show(absl::StrCat("judging ", exercise.id));
    const std::filesystem::path folder =
        context.course.ExerciseFolder(exercise.id);
    absl::StatusOr<Verdict> verdict =
        checker.Check({exercise, folder, "exercise", options.seed});
    if (!verdict.ok()) return verdict.status();
    if (verdict->status == Status::kPass)
      Remember(context, progress.RecordPass(exercise, verdict->fingerprint));
    ExerciseGrade grade{.verdict = *std::move(verdict),
                        .file = folder / "exercise.toml"};
    if (exercise.manifest.ok()) {
      grade.max_points = exercise.manifest->points;
      grade.title = exercise.manifest->title;
      grade.file = folder / exercise.manifest->edit.front();
    }
    grades.push_back(std::move(grade));
  }
  context.progress.Clear();
  return ShowGrade(context, options,
                   {context.course, grades, context.course.content});
}

}  // namespace racelings
