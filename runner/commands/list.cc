#include <algorithm>

#include "absl/strings/str_format.h"
#include "runner/commands/command.h"
#include "runner/commands/select.h"
#include "runner/commands/solved.h"
#include "runner/report/json.h"

namespace racelings {

absl::StatusOr<int> List(Context& context, const Options& options) {
  const absl::StatusOr<std::vector<Exercise>> exercises = Select(context, {});
  if (!exercises.ok()) return exercises.status();
  const Solved solved(context.disk, context.course);
  std::vector<ListEntry> entries;
  std::size_t width = 0;
  for (const Exercise& exercise : *exercises) {
    entries.push_back({&exercise, solved.Contains(exercise)});
    width = std::max(width, exercise.id.size());
  }
  if (options.json) {
    context.out << ListJson(entries);
    return kPassed;
  }
  int count = 0;
  for (const ListEntry& entry : entries) {
    const absl::StatusOr<Manifest>& manifest = entry.exercise->manifest;
    count += entry.solved ? 1 : 0;
    context.out << "  "
                << (entry.solved ? context.terminal.Green("solved") : "      ")
                << "  "
                << absl::StrFormat("%-*s", static_cast<int>(width),
                                   entry.exercise->id)
                << "  "
                << (manifest.ok() ? manifest->title
                                  : std::string(manifest.status().message()))
                << '\n';
  }
  context.out << ProgressBar(context.terminal, count,
                             static_cast<int>(entries.size()))
              << '\n';
  return kPassed;
}

}  // namespace racelings
