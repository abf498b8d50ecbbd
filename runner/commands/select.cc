#include "runner/commands/select.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "runner/exercise/parts.h"
#include "runner/progress/progress_file.h"
#include "runner/system/error.h"

namespace racelings {
namespace {

// The exercise in whose folder the file `typed` is; null when in none.
const Exercise* WithFile(const Context& context,
                         const std::vector<Exercise>& exercises,
                         const std::string& typed) {
  const std::filesystem::path path = context.disk.Resolve(context.from / typed);
  const std::filesystem::path inside = path.lexically_relative(
      context.disk.Resolve(context.course.content / "exercises"));
  if (inside.empty()) return nullptr;
  const auto found = std::find_if(
      exercises.begin(), exercises.end(), [&inside](const Exercise& exercise) {
        return exercise.id == inside.begin()->string();
      });
  return found == exercises.end() ? nullptr : &*found;
}

}  // namespace

absl::StatusOr<std::vector<Exercise>> Select(
    Context& context, const std::vector<std::string>& typed) {
  absl::StatusOr<std::vector<Exercise>> all =
      Discover(context.disk, context.course);
  if (!all.ok() || typed.empty()) return all;
  std::vector<Exercise> selected;
  for (const std::string& one : typed) {
    const absl::StatusOr<const Exercise*> found = FindExercise(*all, one);
    const Exercise* exercise =
        found.ok() ? *found : WithFile(context, *all, one);
    if (exercise == nullptr) return found.status();
    selected.push_back(*exercise);
  }
  return selected;
}

absl::StatusOr<Exercise> SelectOne(Context& context, const std::string& typed) {
  absl::StatusOr<std::vector<Exercise>> selected = Select(context, {typed});
  if (!selected.ok()) return selected.status();
  return selected->front();
}

absl::StatusOr<Exercise> SelectOneOrCurrent(
    Context& context, const std::vector<std::string>& arguments) {
  if (!arguments.empty()) return SelectOne(context, arguments.front());
  const absl::StatusOr<std::vector<Exercise>> all = Select(context, {});
  if (!all.ok()) return all.status();
  const ProgressFile progress(context.disk, context.progress, context.course);
  const Exercise* current = progress.Current(*all);
  if (current == nullptr) {
    return UsageError("which exercise? All of them are solved",
                      "./racelings list   (shows them all)");
  }
  return *current;
}

absl::Status RequireSolutions(Context& context, std::string_view what,
                              std::string_view next) {
  if (!IsLearnersCopy(context.disk, context.course)) return absl::OkStatus();
  return UsageError(
      absl::StrCat("'", what,
                   "' needs the solutions, and this is a learner's copy of the "
                   "course, which has none (your teacher has)"),
      next);
}

absl::StatusOr<CheckRequest> SelectAnswer(Context& context,
                                          const Exercise& exercise,
                                          const Options& options) {
  CheckRequest request{exercise, context.course.ExerciseFolder(exercise.id),
                       "exercise", options.seed};
  if (options.solution) {
    RACELINGS_RETURN_IF_ERROR(
        RequireSolutions(context, "--solution",
                         absl::StrCat("./racelings check ", exercise.number)));
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
