#include <cstddef>
#include <string>

#include "absl/strings/str_cat.h"
#include "runner/commands/command.h"
#include "runner/commands/select.h"
#include "runner/progress/progress_file.h"
#include "runner/system/error.h"

namespace racelings {
namespace {

// Makes the exercise `step` places behind the current one current.
absl::StatusOr<int> Go(Context& context, std::ptrdiff_t step) {
  const absl::StatusOr<std::vector<Exercise>> exercises = Select(context, {});
  if (!exercises.ok()) return exercises.status();
  ProgressFile progress(context.disk, context.progress, context.course);
  const Exercise* current = progress.Current(*exercises);
  const std::ptrdiff_t count = std::ssize(*exercises);
  // When all are solved, the learner is behind the last one.
  const std::ptrdiff_t place =
      (current == nullptr ? count : current - exercises->data()) + step;
  if (place < 0 || place >= count) {
    context.out << (place < 0 ? "There is none before the first exercise.\n"
                              : "There is none after the last exercise.\n")
                << context.terminal.Bold("next:")
                << " ./racelings list   (shows them all)\n";
    return kNotYet;
  }
  const Exercise& exercise = (*exercises)[static_cast<std::size_t>(place)];
  RACELINGS_RETURN_IF_ERROR(progress.Choose(exercise));
  context.out << exercise.id;
  if (exercise.manifest.ok()) {
    context.out << ": " << context.terminal.Bold(exercise.manifest->title);
  }
  context.out << '\n';
  const auto show = [&](std::string_view what, std::string_view name) {
    context.out << "  " << what << ": "
                << Shown(context.course,
                         context.course.ExerciseFolder(exercise.id) / name,
                         context.from)
                << '\n';
  };
  show("lesson", "README.md");
  if (exercise.manifest.ok()) {
    for (const std::string& name : exercise.manifest->edit) show("edit", name);
  }
  context.out << context.terminal.Bold("next:")
              << " ./racelings   (the verdict on it)\n";
  return kPassed;
}

}  // namespace

absl::StatusOr<int> Next(Context& context, const Options&) {
  return Go(context, 1);
}

absl::StatusOr<int> Prev(Context& context, const Options&) {
  return Go(context, -1);
}

}  // namespace racelings
