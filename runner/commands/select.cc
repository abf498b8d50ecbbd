#include "runner/commands/select.h"

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

}  // namespace racelings
