#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "runner/commands/command.h"
#include "runner/commands/select.h"
#include "runner/progress/progress_file.h"
#include "runner/system/error.h"

namespace racelings {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kDiffLimit{60};

// A unified diff in the colours that git gives it.
std::string Coloured(const Terminal& terminal, std::string_view diff) {
  std::string text;
  for (const std::string_view line :
       absl::StrSplit(diff, '\n', absl::SkipEmpty())) {
    const bool heading =
        absl::StartsWith(line, "--- ") || absl::StartsWith(line, "+++ ");
    absl::StrAppend(&text,
                    heading                        ? terminal.Bold(line)
                    : absl::StartsWith(line, "@@") ? terminal.Paint("36", line)
                    : absl::StartsWith(line, "-")  ? terminal.Paint("31", line)
                    : absl::StartsWith(line, "+")  ? terminal.Paint("32", line)
                                                   : std::string(line),
                    "\n");
  }
  return text;
}

// What to change in `mine` to make it `ours`.
absl::StatusOr<std::string> Diff(const Context& context, const fs::path& mine,
                                 const fs::path& ours) {
  const std::string mine_shown = Shown(context.course, mine, context.from);
  const std::string ours_shown = Shown(context.course, ours, context.from);
  const absl::StatusOr<Outcome> outcome = context.processes.Run(
      {.argv = {"diff", "-u", "--label", absl::StrCat(mine_shown, "  (yours)"),
                "--label", absl::StrCat(ours_shown, "  (ours)"), mine.string(),
                ours.string()},
       .limit = kDiffLimit});
  if (absl::IsNotFound(outcome.status())) {
    return InfraError("there is no program 'diff' here",
                      absl::StrCat("cat ", ours_shown));
  }
  if (!outcome.ok()) return outcome.status();
  if (outcome->exit_status == 0)
    return absl::StrCat(mine_shown, " is ours to the letter.\n");
  if (outcome->exit_status != 1) {
    return InfraError(absl::StrCat("diff failed (", Describe(*outcome),
                                   "): ", outcome->output),
                      absl::StrCat("cat ", ours_shown));
  }
  return Coloured(context.terminal, outcome->output);
}

}  // namespace

absl::StatusOr<int> ShowSolution(Context& context, const Options& options) {
  const absl::StatusOr<Exercise> exercise =
      SelectOneOrCurrent(context, options.arguments);
  if (!exercise.ok()) return exercise.status();
  if (!exercise->manifest.ok()) return exercise->manifest.status();
  const std::string& number = exercise->number;
  RACELINGS_RETURN_IF_ERROR(RequireSolutions(
      context, "solution", absl::StrCat("./racelings hint ", number)));
  const Terminal& terminal = context.terminal;
  const ProgressFile progress(context.disk, context.progress, context.course);
  if (progress.StandingOf(*exercise) == Standing::kOpen && !options.anyway) {
    context.out << exercise->id
                << ": the solution is shown once yours has passed: then you "
                   "can compare the two.\n"
                << terminal.Bold("next:") << " ./racelings check " << number
                << "   (is it right already?)\n  or: ./racelings hint "
                << number << "   (a hint)\n  or: ./racelings solution "
                << number << " --anyway   (if you give in)\n";
    return kNotYet;
  }
  const fs::path folder = context.course.SolutionFolder(exercise->id);
  const absl::StatusOr<std::string> why = context.disk.Read(folder / "WHY.md");
  if (!why.ok()) {
    return UsageError(
        absl::StrCat("there is no solution of ", exercise->id,
                     " in this copy of the course: ", why.status().message()),
        absl::StrCat("./racelings hint ", number));
  }
  for (const std::string& name : exercise->manifest->edit) {
    const absl::StatusOr<std::string> diff =
        Diff(context, context.course.ExerciseFolder(exercise->id) / name,
             folder / name);
    if (!diff.ok()) return diff.status();
    context.out << *diff;
  }
  context.out << '\n' << *why;
  return kPassed;
}

}  // namespace racelings
