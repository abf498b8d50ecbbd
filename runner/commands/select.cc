#include "runner/commands/select.h"

#include "absl/strings/str_cat.h"
#include "runner/system/error.h"

namespace racelings {

absl::StatusOr<std::vector<Exercise>> Select(
    Context& context, const std::vector<std::string>& typed) {
  absl::StatusOr<std::vector<Exercise>> all =
      Discover(context.disk, context.course);
  if (!all.ok() || typed.empty()) return all;
  std::vector<Exercise> selected;
  for (const std::string& one : typed) {
    const absl::StatusOr<const Exercise*> found = FindExercise(*all, one);
    if (!found.ok()) return found.status();
    selected.push_back(**found);
  }
  return selected;
}

absl::StatusOr<Exercise> SelectOne(Context& context, const std::string& typed) {
  absl::StatusOr<std::vector<Exercise>> selected = Select(context, {typed});
  if (!selected.ok()) return selected.status();
  return selected->front();
}

absl::StatusOr<CheckRequest> SelectAnswer(Context& context,
                                          const Exercise& exercise,
                                          const Options& options) {
  CheckRequest request{exercise, context.course.ExerciseFolder(exercise.id),
                       "exercise", options.seed};
  if (options.solution) {
    request.folder = context.course.SolutionFolder(exercise.id);
    request.answer = "solution";
  } else if (!options.answer.empty()) {
    // Without the slash at its end that a shell's completion leaves there.
    request.folder =
        (context.from / options.answer / "").lexically_normal().parent_path();
    request.answer = options.answer;
    if (!context.disk.IsFolder(request.folder)) {
      return UsageError(
          absl::StrCat("there is no folder ", request.folder.string()),
          "./racelings check --help");
    }
  }
  return request;
}

}  // namespace racelings
