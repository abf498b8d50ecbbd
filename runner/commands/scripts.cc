#include "runner/commands/scripts.h"

#include <chrono>
#include <string>
#include <string_view>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "runner/build/tool_error.h"

namespace racelings {
namespace {

// A folder of scripts below tests/.
struct Folder {
  std::string_view name;
  std::chrono::minutes limit;  // Of each script.
};
constexpr Folder kScripts{"e2e", std::chrono::minutes{15}};
constexpr Folder kProofs{"proofs", std::chrono::minutes{240}};

absl::Status RunScript(Context& context, const Folder& folder,
                       const std::string& file, Tally& tally) {
  const std::string name = absl::StrCat("tests/", folder.name, "/", file);
  int passed = 0;
  int failed = 0;
  Command command{
      .argv = {(context.course.root / name).string()},
      .directory = context.course.root,
      .environment = {{"RACELINGS", context.self.string()},
                      {"RACELINGS_ROOT", context.course.root.string()}},
      .limit = folder.limit};
  command.on_line = [&](std::string_view line) {
    if (absl::ConsumePrefix(&line, "not ok ")) {
      ++failed;
      tally.Count(name, line);
    } else if (absl::ConsumePrefix(&line, "ok ")) {
      ++passed;
      tally.Count(line, "");
    }
    context.progress.Show(
        absl::StrCat(name, ", done so far: ", passed + failed));
  };
  context.progress.Show(name);
  const absl::StatusOr<Outcome> outcome = context.processes.Run(command);
  context.progress.Clear();
  if (absl::IsCancelled(outcome.status())) return outcome.status();
  if (!outcome.ok()) {
    tally.Count(name, outcome.status().message());
  } else if (failed == 0 && (!outcome->ok() || passed == 0)) {
    tally.Count(name, absl::StrCat(Describe(*outcome), " after ", passed,
                                   " tests:\n  ", TheError(outcome->output)));
  }
  return absl::OkStatus();
}

absl::Status RunFolder(Context& context, const Folder& folder, Tally& tally) {
  const absl::StatusOr<std::vector<Disk::Entry>> entries =
      context.disk.List(context.course.root / "tests" / folder.name);
  if (!entries.ok()) return absl::OkStatus();
  for (const Disk::Entry& entry : *entries) {
    if (entry.is_folder || !absl::EndsWith(entry.name, ".sh")) continue;
    const absl::Status ran = RunScript(context, folder, entry.name, tally);
    if (!ran.ok()) return ran;
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status RunScripts(Context& context, Tally& tally) {
  return RunFolder(context, kScripts, tally);
}

absl::Status RunProofs(Context& context, Tally& tally) {
  return RunFolder(context, kProofs, tally);
}

}  // namespace racelings
