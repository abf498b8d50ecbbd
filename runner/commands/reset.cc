#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "runner/commands/command.h"
#include "runner/commands/remember.h"
#include "runner/commands/select.h"
#include "runner/progress/progress_file.h"
#include "runner/progress/starter.h"
#include "runner/system/error.h"

namespace racelings {
namespace {

namespace fs = std::filesystem;

// Keeps what is in the file beside it; "" when there is nothing to keep.
absl::StatusOr<std::string> KeepBeside(Disk& disk, const fs::path& file) {
  const absl::StatusOr<std::string> mine = disk.Read(file);
  if (absl::IsNotFound(mine.status())) return "";
  if (!mine.ok()) return mine.status();
  fs::path beside;
  int number = 0;
  do {
    beside = absl::StrCat(file.string(), ".mine-", ++number);
  } while (disk.Exists(beside));
  RACELINGS_RETURN_IF_ERROR(disk.Write(beside, *mine));
  return beside.filename().string();
}

absl::Status Refusal(const Exercise& exercise) {
  return UsageError(
      absl::StrCat("this would take your answer to ", exercise.id,
                   " away (and keep it beside), and nobody is here to be "
                   "asked"),
      absl::StrCat("./racelings reset ", exercise.number, " --yes"));
}

}  // namespace

absl::StatusOr<int> Reset(Context& context, const Options& options) {
  const absl::StatusOr<Exercise> exercise =
      SelectOneOrCurrent(context, options.arguments);
  if (!exercise.ok()) return exercise.status();
  if (!exercise->manifest.ok()) return exercise->manifest.status();
  const absl::StatusOr<std::vector<Answer::File>> starter =
      FindStarter(context.disk, context.processes, context.course, *exercise);
  if (!starter.ok()) return starter.status();

  const fs::path folder = context.course.ExerciseFolder(exercise->id);
  std::vector<const Answer::File*> changed;
  std::vector<std::string> names;
  for (const Answer::File& file : *starter) {
    if (context.disk.Read(folder / file.name).value_or("") == file.content)
      continue;
    changed.push_back(&file);
    names.push_back(Shown(context.course, folder / file.name, context.from));
  }
  if (changed.empty()) {
    context.out << exercise->id << " is as it was at the beginning already.\n";
  } else if (!options.yes) {
    if (!context.ask) return Refusal(*exercise);
    const absl::StatusOr<bool> yes = context.ask(
        absl::StrCat("Begin ", exercise->id, " anew? Your ",
                     absl::StrJoin(names, ", "), " is kept beside."));
    if (!yes.ok()) return yes.status();
    if (!*yes) {
      context.out << "Nothing was changed.\n";
      return kNotYet;
    }
  }
  for (const Answer::File* file : changed) {
    const absl::StatusOr<std::string> mine =
        KeepBeside(context.disk, folder / file->name);
    if (!mine.ok()) return mine.status();
    RACELINGS_RETURN_IF_ERROR(
        context.disk.Write(folder / file->name, file->content));
    context.out << Shown(context.course, folder / file->name, context.from)
                << " is as it was at the beginning";
    if (!mine->empty()) context.out << "; yours is beside it, " << *mine;
    context.out << ".\n";
  }
  ProgressFile progress(context.disk, context.progress, context.course);
  Remember(context, progress.Forget(*exercise));
  if (!context.by_keys) {
    context.out << context.terminal.Bold("next:") << " ./racelings check "
                << exercise->number << '\n';
  }
  return kPassed;
}

}  // namespace racelings
