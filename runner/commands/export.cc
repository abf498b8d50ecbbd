#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "runner/commands/command.h"
#include "runner/commands/select.h"
#include "runner/export/ci_files.h"
#include "runner/export/learners_copy.h"
#include "runner/system/error.h"

namespace racelings {
namespace {

namespace fs = std::filesystem;

// The folder that was typed, as an absolute path without a slash at its end.
fs::path Typed(const Context& context, const Options& options) {
  return (context.from / options.arguments.front() / "")
      .lexically_normal()
      .parent_path();
}

absl::Status ExportLearnersCopy(Context& context, const fs::path& folder) {
  RACELINGS_RETURN_IF_ERROR(
      RequireSolutions(context, "export --student",
                       "cp -r . DIR   (this copy is the learners' already)"));
  const absl::StatusOr<std::vector<Exercise>> exercises = Select(context, {});
  if (!exercises.ok()) return exercises.status();
  context.progress.Show("copying the course");
  const absl::StatusOr<std::size_t> files = MakeLearnersCopy(
      context.disk, context.processes, context.course, *exercises, folder);
  context.progress.Clear();
  if (!files.ok()) return files.status();
  context.out << folder.string() << ": the learners' repository, " << *files
              << " files, " << exercises->size()
              << " exercises as they were at the beginning, no solutions\n";
  return absl::OkStatus();
}

absl::Status ExportCi(Context& context, const CiSystem& system,
                      const fs::path& folder, bool force) {
  const absl::StatusOr<std::vector<WrittenFile>> files =
      WriteCiFiles(context.disk, system, folder, force);
  if (!files.ok()) return files.status();
  for (const WrittenFile& file : *files) {
    context.out << Shown(context.course, file.name, context.from)
                << (file.was_there ? ": is there already\n" : ": written\n");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<int> Export(Context& context, const Options& options) {
  if (!options.student && options.ci.empty()) {
    return UsageError("export what? --student, --ci NAME, or both",
                      "./racelings export --help");
  }
  if (options.student && options.arguments.empty()) {
    return UsageError("where to? the learners' repository needs a new folder",
                      "./racelings export --student ../learners");
  }
  const std::vector<CiSystem>& systems = CiSystems();
  const auto system =
      std::find_if(systems.begin(), systems.end(),
                   [&](const CiSystem& one) { return one.name == options.ci; });
  if (!options.ci.empty() && system == systems.end()) {
    return UsageError(absl::StrCat("there is nothing for '", options.ci, "'"),
                      "./racelings export --help");
  }
  if (options.student) {
    RACELINGS_RETURN_IF_ERROR(
        ExportLearnersCopy(context, Typed(context, options)));
  }
  std::string_view next =
      "cd there, ./racelings selftest, and then git init, add and commit";
  if (system != systems.end()) {
    const fs::path folder = options.arguments.empty()
                                ? (context.course.root / system->folder / "")
                                      .lexically_normal()
                                      .parent_path()
                                : Typed(context, options);
    RACELINGS_RETURN_IF_ERROR(
        ExportCi(context, *system, folder, options.force));
    if (!options.student) next = system->next;
  }
  context.out << context.terminal.Bold("next:") << ' ' << next << '\n';
  return kPassed;
}

}  // namespace racelings
