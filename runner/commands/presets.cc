#include "runner/commands/presets.h"

#include <nlohmann/json.hpp>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "runner/build/tool_error.h"
#include "runner/system/use.h"

namespace racelings {
namespace {

using nlohmann::json;

// The failed tests are named at the end, after what they printed.
constexpr std::size_t kKeptOutput = std::size_t{64} << 20;

// " 3/12 Test  #3: list_pop ....   Passed"
bool ParseTestProgress(std::string_view line, int& done, int& total) {
  line = absl::StripLeadingAsciiWhitespace(line);
  const std::size_t slash = line.find('/');
  const std::size_t space = line.find(' ');
  return slash != std::string_view::npos && space != std::string_view::npos &&
         slash < space && absl::StartsWith(line.substr(space), " Test ") &&
         absl::SimpleAtoi(line.substr(0, slash), &done) &&
         absl::SimpleAtoi(line.substr(slash + 1, space - slash - 1), &total);
}

absl::Status RunPreset(Context& context, const std::string& preset,
                       Tally& tally) {
  const std::string name = absl::StrCat("preset ", preset);
  std::string step = absl::StrCat(name, ": configuring");
  TestCount count;
  bool tested = false;
  Command command{
      .argv = {"cmake", "--workflow", "--preset", preset},
      .directory = context.course.root,
      .environment = {{"NINJA_STATUS", "[%f/%t] "},
                      {"CTEST_PARALLEL_LEVEL", absl::StrCat(Processors())}},
      .keep = kKeptOutput};
  command.on_line = [&](std::string_view line) {
    int done = 0;
    int total = 0;
    if (ParseTestSummary(line, count)) tested = true;
    if (ParseNinjaProgress(line, done, total)) {
      step = absl::StrCat(name, ": building");
    } else if (ParseTestProgress(line, done, total)) {
      step = absl::StrCat(name, ": testing");
    }
    context.progress.Show(step, done, total);
  };
  context.progress.Show(step);
  const absl::StatusOr<Outcome> outcome = context.processes.Run(command);
  context.progress.Clear();
  if (absl::IsCancelled(outcome.status())) return outcome.status();
  if (!outcome.ok()) {
    tally.Count(name,
                absl::StrCat(outcome.status().message(), "\n  next: ./setup"));
    return absl::OkStatus();
  }
  if (!outcome->ok() && count.failed == 0) {
    const absl::Status error =
        ToolError(absl::StrCat(step, " failed"), *outcome,
                  absl::StrCat("cmake --workflow --preset ", preset,
                               "   (shows it all)"));
    tally.Count(name, error.message());
    return absl::OkStatus();
  }
  if (!tested) {
    tally.Count(name, "ctest ran no test");
    return absl::OkStatus();
  }
  tally.Add(count.passed, count.failed,
            absl::StrCat(name, " (next: ctest --preset ", preset, ")"));
  context.out << (count.failed == 0 ? context.terminal.Green("ok  ")
                                    : context.terminal.Red("FAIL"))
              << "  " << name << ": " << count.passed << " of "
              << count.passed + count.failed << " tests\n";
  if (count.failed > 0)
    context.out << "  " << TheError(outcome->output) << '\n';
  context.out << std::flush;
  return absl::OkStatus();
}

}  // namespace

std::vector<std::string> WorkflowPresets(std::string_view text) {
  const json file = json::parse(text, nullptr, /*allow_exceptions=*/false);
  std::vector<std::string> names;
  if (!file.is_object() || !file.contains("workflowPresets")) return names;
  for (const json& preset : file["workflowPresets"]) {
    if (!preset.is_object() || preset.value("hidden", json(false)) == true)
      continue;
    const json name = preset.value("name", json());
    if (name.is_string()) names.push_back(name.get<std::string>());
  }
  return names;
}

bool ParseTestSummary(std::string_view line, TestCount& count) {
  const std::size_t middle = line.find("% tests passed, ");
  const std::size_t failed = line.find(" tests failed out of ");
  if (middle == std::string_view::npos || failed == std::string_view::npos)
    return false;
  const std::size_t begin = line.find(", ") + 2;
  int total = 0;
  if (!absl::SimpleAtoi(line.substr(begin, failed - begin), &count.failed) ||
      !absl::SimpleAtoi(line.substr(line.rfind(' ') + 1), &total)) {
    return false;
  }
  count.passed = total - count.failed;
  return true;
}

absl::Status RunPresets(Context& context, Tally& tally) {
  const absl::StatusOr<std::string> text =
      context.disk.Read(context.course.root / "CMakePresets.json");
  const std::vector<std::string> presets = WorkflowPresets(text.value_or(""));
  if (presets.empty())
    tally.Count("presets", "CMakePresets.json has no workflow presets");
  for (const std::string& preset : presets) {
    const absl::Status ran = RunPreset(context, preset, tally);
    if (!ran.ok()) return ran;
  }
  return absl::OkStatus();
}

}  // namespace racelings
