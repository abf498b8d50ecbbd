#include "runner/verdict/grade.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "runner/commands/command.h"
#include "runner/commands/grade_class.h"
#include "runner/commands/remember.h"
#include "runner/commands/select.h"
#include "runner/commands/show_grade.h"
#include "runner/grade/marks.h"
#include "runner/progress/progress_file.h"
#include "runner/system/error.h"
#include "runner/verdict/submission.h"

namespace racelings {
namespace {

namespace fs = std::filesystem;

// Of what was handed in nothing stops the rest: what the machine, or a file's
// rights, keep from being judged is not graded. Only Cancelled is an error.
absl::StatusOr<Verdict> JudgeSubmitted(Checker& checker, Context& context,
                                       const Exercise& exercise,
                                       const fs::path& submission,
                                       std::uint64_t seed) {
  if (!exercise.manifest.ok()) {
    return checker.Check({exercise, context.course.ExerciseFolder(exercise.id),
                          "submission", seed});
  }
  const Submitted submitted = FindSubmitted(context.disk, exercise, submission);
  if (submitted.finding.has_value())
    return WithoutJudging(exercise, {*submitted.finding}, Status::kFail);
  absl::StatusOr<Verdict> verdict =
      checker.Check({exercise, submitted.folder, "submission", seed});
  if (absl::IsCancelled(verdict.status())) return verdict.status();
  if (!verdict.ok()) {
    verdict =
        WithoutJudging(exercise,
                       {{.kind = Kind::kInfra,
                         .message = std::string(verdict.status().message())}},
                       Status::kInfra);
  }
  NameAsInCourse(context.course, submitted.folder, *verdict);
  return verdict;
}

absl::StatusOr<Verdict> JudgeOwn(Checker& checker, Context& context,
                                 ProgressFile& progress,
                                 const Exercise& exercise, std::uint64_t seed) {
  const absl::StatusOr<Verdict> verdict = checker.Check(
      {exercise, context.course.ExerciseFolder(exercise.id), "exercise", seed});
  if (verdict.ok() && verdict->status == Status::kPass)
    Remember(context, progress.RecordPass(exercise, verdict->fingerprint));
  return verdict;
}

}  // namespace

absl::StatusOr<int> Grade(Context& context, const Options& options) {
  const absl::StatusOr<std::vector<Exercise>> exercises =
      Select(context, options.arguments);
  if (!exercises.ok()) return exercises.status();
  if (!options.submissions.empty())
    return GradeClass(context, options, *exercises);
  if (options.jobs > 0 || !options.shard.empty() || options.slurm > 0) {
    return UsageError(
        "--jobs, --shard and --slurm are for a class, and none is named",
        "./racelings grade --submissions FOLDER");
  }
  const fs::path submission =
      (context.from / options.submission).lexically_normal();
  if (!options.submission.empty() && !context.disk.IsFolder(submission)) {
    return UsageError(
        absl::StrCat("there is no folder ", options.submission),
        absl::StrCat("ls -ld ", options.submission,
                     "   (--submission names a folder with exercises/ in it)"));
  }
  Checker checker = context.MakeChecker();
  std::optional<ProgressFile> progress;  // no learner's, of a submission
  if (options.submission.empty())
    progress.emplace(context.disk, context.progress, context.course);
  std::vector<ExerciseGrade> grades;
  for (const Exercise& exercise : *exercises) {
    context.progress.Show(absl::StrCat("judging ", exercise.id));
    absl::StatusOr<Verdict> verdict =
        progress.has_value()
            ? JudgeOwn(checker, context, *progress, exercise, options.seed)
            : JudgeSubmitted(checker, context, exercise, submission,
                             options.seed);
    if (!verdict.ok()) return verdict.status();
    grades.push_back(GradeOf(context.course, exercise, *std::move(verdict)));
  }
  context.progress.Clear();
  return ShowGrade(context, options,
                   {context.course, grades, context.course.content});
}

}  // namespace racelings
