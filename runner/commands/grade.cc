#include "runner/verdict/grade.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "runner/commands/command.h"
#include "runner/commands/remember.h"
#include "runner/commands/select.h"
#include "runner/progress/progress_file.h"
#include "runner/report/json.h"
#include "runner/system/error.h"

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
    absl::StatusOr<Verdict> verdict =
        checker.Check({exercise, context.course.ExerciseFolder(exercise.id),
                       "exercise", options.seed});
    if (!verdict.ok()) return verdict.status();
    if (verdict->status == Status::kPass)
      Remember(context, progress.RecordPass(exercise, verdict->fingerprint));
    grades.push_back({*std::move(verdict),
                      exercise.manifest.ok() ? exercise.manifest->points : 0});
  }
  context.progress.Clear();
  context.out << (options.json ? GradeJson(context.course, grades)
                               : GradeText(context.terminal, grades));
  if (Sum(grades).not_graded > 0) return kInfra;
  const bool all =
      std::all_of(grades.begin(), grades.end(), [](const ExerciseGrade& grade) {
        return grade.verdict.status == Status::kPass;
      });
  return all ? kPassed : kNotYet;
}

}  // namespace racelings
