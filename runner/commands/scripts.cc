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

constexpr std::chrono::minutes kScriptLimit{15};

absl::Status RunScript(Context& context, const std::string& name,
                       Tally& tally) {
  int passed = 0;
  int failed = 0;
  Command command{
      .argv = {(context.course.root / "tests" / "e2e" / name).string()},
      .directory = context.course.root,
      .environment = {{"RACELINGS", context.self.string()},
                      {"RACELINGS_ROOT", context.course.root.string()}},
      .limit = kScriptLimit};
  command.on_line = [&](std::string_view line) {
    if (absl::ConsumePrefix(&line, "not ok ")) {
      ++failed;
      tally.Count(absl::StrCat("tests/e2e/", name), line);
    } else if (absl::ConsumePrefix(&line, "ok ")) {
      ++passed;
      tally.Count(line, "");
    }
    context.progress.Show(absl::StrCat("tests/e2e/", name));
  };
  context.progress.Show(absl::StrCat("tests/e2e/", name));
  const absl::StatusOr<Outcome> outcome = context.processes.Run(command);
  context.progress.Clear();
  if (absl::IsCancelled(outcome.status())) return outcome.status();
  if (!outcome.ok()) {
    tally.Count(absl::StrCat("tests/e2e/", name), outcome.status().message());
  } else if (failed == 0 && (!outcome->ok() || passed == 0)) {
    tally.Count(absl::StrCat("tests/e2e/", name),
                absl::StrCat(Describe(*outcome), " after ", passed,
                             " tests:\n  ", TheError(outcome->output)));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status RunScripts(Context& context, Tally& tally) {
  const absl::StatusOr<std::vector<Disk::Entry>> entries =
      context.disk.List(context.course.root / "tests" / "e2e");
  if (!entries.ok()) return absl::OkStatus();
  for (const Disk::Entry& entry : *entries) {
    if (entry.is_folder || !absl::EndsWith(entry.name, ".sh")) continue;
    const absl::Status ran = RunScript(context, entry.name, tally);
    if (!ran.ok()) return ran;
  }
  return absl::OkStatus();
}

}  // namespace racelings
