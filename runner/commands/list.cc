#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "runner/commands/command.h"
#include "runner/commands/select.h"
#include "runner/progress/progress_file.h"
#include "runner/report/json.h"
#include "runner/system/error.h"

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

bool Contains(std::string_view text, std::string_view word) {
  return absl::StrContains(absl::AsciiStrToLower(text),
                           absl::AsciiStrToLower(word));
}

// Whether what the options ask for is true of it.
bool Fits(const ListEntry& entry, const Options& options) {
  const Exercise& exercise = *entry.exercise;
  if ((options.todo && entry.solved) || (options.done && !entry.solved))
    return false;
  std::string text = exercise.id;
  std::string chapter;
  if (exercise.manifest.ok()) {
    chapter = exercise.manifest->chapter;
    absl::StrAppend(&text, "\n", exercise.manifest->title, "\n", chapter, "\n",
                    exercise.manifest->reproduces);
  }
  return absl::StartsWithIgnoreCase(chapter, options.chapter) &&
         std::all_of(
             options.arguments.begin(), options.arguments.end(),
             [&text](const std::string& word) { return Contains(text, word); });
}

// "--chapter Thread" of a course that has no such chapter.
absl::Status CheckChapter(const std::vector<Exercise>& exercises,
                          const std::string& typed) {
  std::vector<std::string> chapters;
  for (const Exercise& exercise : exercises) {
    if (!exercise.manifest.ok()) continue;
    const std::string& chapter = exercise.manifest->chapter;
    if (absl::StartsWithIgnoreCase(chapter, typed)) return absl::OkStatus();
    if (std::find(chapters.begin(), chapters.end(), chapter) == chapters.end())
      chapters.push_back(chapter);
  }
  if (typed.empty()) return absl::OkStatus();
  return UsageError(
      absl::StrCat("there is no chapter '", typed,
                   "'; there are: ", absl::StrJoin(chapters, ", ")),
      "./racelings list");
}

std::string LineOf(const Terminal& terminal, const ListEntry& entry,
                   std::size_t width) {
  const absl::StatusOr<Manifest>& manifest = entry.exercise->manifest;
  return absl::StrCat(
      entry.current ? terminal.Bold("> ") : "  ",
      entry.solved    ? absl::StrCat(terminal.Green("solved"), " ")
      : entry.changed ? "changed"
                      : "       ",
      "  ",
      absl::StrFormat("%-*s", static_cast<int>(width), entry.exercise->id),
      "  ",
      manifest.ok() ? manifest->title
                    : std::string(manifest.status().message()),
      "\n");
}

}  // namespace

absl::StatusOr<int> List(Context& context, const Options& options) {
  const absl::StatusOr<std::vector<Exercise>> exercises = Select(context, {});
  if (!exercises.ok()) return exercises.status();
  if (options.scripts) {
    context.out << ScriptsPage(*exercises);
    return kPassed;
  }
  RACELINGS_RETURN_IF_ERROR(CheckChapter(*exercises, options.chapter));
  const ProgressFile progress(context.disk, context.progress, context.course);
  const Exercise* current = progress.Current(*exercises);
  std::vector<ListEntry> entries;
  std::size_t width = 0;
  int solved = 0;
  for (const Exercise& exercise : *exercises) {
    const Standing standing = progress.StandingOf(exercise);
    const ListEntry entry{
        .exercise = &exercise,
        .solved = standing == Standing::kSolved,
        .changed = standing == Standing::kChanged,
        .current = &exercise == current,
        .hints = static_cast<int>(progress.HintsSeen(exercise).size())};
    width = std::max(width, exercise.id.size());
    solved += entry.solved ? 1 : 0;
    if (Fits(entry, options)) entries.push_back(entry);
  }
  if (options.json) {
    context.out << ListJson(entries);
    return kPassed;
  }
  for (const ListEntry& entry : entries)
    context.out << LineOf(context.terminal, entry, width);
  if (entries.empty()) context.out << "  no exercise fits that\n";
  context.out << ProgressBar(context.terminal, solved,
                             static_cast<int>(exercises->size()))
              << '\n';
  return kPassed;
}

}  // namespace racelings
