#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "runner/commands/command.h"
#include "runner/commands/select.h"
#include "runner/progress/progress_file.h"
#include "runner/report/json.h"

namespace racelings {

namespace {

// docs/scripts.md, which is held against this by tests/e2e/docs.sh.
std::string ScriptsPage(const std::vector<Exercise>& exercises) {
  std::string page =
      "# Which script is which exercise\n\n"
      "Every exercise is one of the scripts that the course began with, or one "
      "step of it, with its messages, its order\nand its times. This table is "
      "made from the `reproduces` of each `exercise.toml`:\n"
      "`./racelings list --scripts > docs/scripts.md`\n\n"
      "| script | exercise | solution |\n|---|---|---|\n";
  for (const Exercise& exercise : exercises) {
    const absl::StatusOr<Manifest>& manifest = exercise.manifest;
    const std::string script = manifest.ok() ? manifest->reproduces : "?";
    absl::StrAppend(&page, "| ", absl::StrReplaceAll(script, {{"|", "\\|"}}),
                    " | [", exercise.id, "](../exercises/", exercise.id,
                    "/README.md) | [solution](../solutions/", exercise.id,
                    "), and [why it is right](../solutions/", exercise.id,
                    "/WHY.md) |\n");
  }
  return page;
}

}  // namespace

absl::StatusOr<int> List(Context& context, const Options& options) {
  const absl::StatusOr<std::vector<Exercise>> exercises = Select(context, {});
  if (!exercises.ok()) return exercises.status();
  if (options.scripts) {
    context.out << ScriptsPage(*exercises);
    return kPassed;
  }
  const ProgressFile progress(context.disk, context.progress, context.course);
  std::vector<ListEntry> entries;
  std::size_t width = 0;
  for (const Exercise& exercise : *exercises) {
    entries.push_back({&exercise, progress.IsSolved(exercise)});
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
