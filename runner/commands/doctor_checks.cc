#include "runner/commands/doctor_checks.h"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "runner/build/kit.h"
#include "runner/build/tool_error.h"
#include "runner/build/workspace.h"
#include "runner/system/error.h"

namespace racelings {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kToolLimit{60};
constexpr char kSetup[] = "\n  next: ./setup   (installs what is missing)";

// The first thing in `text` that looks like a version: "3.25.1".
std::string VersionIn(std::string_view text) {
  const std::size_t begin = text.find_first_of("0123456789");
  if (begin == std::string_view::npos) return "";
  return std::string(
      text.substr(begin, text.find_first_not_of("0123456789.", begin) - begin));
}

bool AtLeast(std::string_view version, int major, int minor) {
  const std::vector<std::string_view> parts = absl::StrSplit(version, '.');
  int has_major = 0;
  int has_minor = 0;
  if (parts.empty() || !absl::SimpleAtoi(parts[0], &has_major)) return false;
  if (parts.size() > 1 && !absl::SimpleAtoi(parts[1], &has_minor))
    has_minor = 0;
  return has_major > major || (has_major == major && has_minor >= minor);
}

// Runs `tool --version` and wants it to be at least major.minor.
absl::Status CheckTool(Context& context, Tally& tally, const std::string& name,
                       const std::string& tool, int major, int minor) {
  const absl::StatusOr<Outcome> outcome =
      context.processes.Run({.argv = {tool, "--version"}, .limit = kToolLimit});
  if (absl::IsCancelled(outcome.status())) return outcome.status();
  if (!outcome.ok() || !outcome->ok()) {
    tally.Count(name, absl::StrCat(tool, " cannot be run", kSetup));
    return absl::OkStatus();
  }
  const std::string version = VersionIn(outcome->output);
  const std::string shown = absl::StrCat(name, " ", version);
  tally.Count(shown, AtLeast(version, major, minor)
                         ? ""
                         : absl::StrCat(major, ".", minor,
                                        " or newer is needed", kSetup));
  return absl::OkStatus();
}

// What an instrumented program says when the sanitizer cannot even start in it.
std::string StartTrouble(std::string_view output) {
  if (absl::StrContains(output, "unexpected memory mapping") ||
      absl::StrContains(output, "memory layout is incompatible")) {
    return "ThreadSanitizer cannot start: this kernel moves memory about too "
           "much for it"
           "\n  next: sudo sysctl vm.mmap_rnd_bits=28";
  }
  if (absl::StrContains(output, "personality") ||
      absl::StrContains(output, "ASLR")) {
    return "ThreadSanitizer cannot start: it may not turn address "
           "randomisation off here"
           "\n  next: in a container, docker run --security-opt "
           "seccomp=unconfined ...";
  }
  return "";
}

std::string JudgeRaceProbe(const Outcome& outcome) {
  if (std::string trouble = StartTrouble(outcome.output); !trouble.empty())
    return trouble;
  if (!absl::StrContains(outcome.output,
                         "WARNING: ThreadSanitizer: data race")) {
    return absl::StrCat(
        "a program with a data race ended with ", Describe(outcome),
        ", and ThreadSanitizer said nothing of the race", kSetup);
  }
  if (!absl::StrContains(outcome.output, "race.cc:")) {
    return absl::StrCat(
        "ThreadSanitizer finds the race but not its source line: the "
        "symbolizer ",
        "does not work", kSetup);
  }
  return "";
}

std::string JudgeCleanProbe(const Outcome& outcome) {
  if (std::string trouble = StartTrouble(outcome.output); !trouble.empty())
    return trouble;
  if (outcome.ok() && outcome.output.empty()) return "";
  return absl::StrCat("a program without a race ended with ", Describe(outcome),
                      " and said:\n  ", TheError(outcome.output),
                      "\n  next: ./setup   (installs a ThreadSanitizer that "
                      "fits the compiler)");
}

absl::Status RunProbes(Context& context, Tally& tally, const KitFile& kit,
                       const fs::path& folder) {
  const fs::path sources = context.course.root / "sanitizers" / "probe";
  const std::vector<std::string> names = {"race", "clean"};
  std::vector<Command> compile;
  std::vector<Command> run;
  for (const std::string& name : names) {
    const std::string program = (folder / name).string();
    compile.push_back(
        {.argv = {kit.compiler, "-std=c++20", "-O1", "-g", "-fsanitize=thread",
                  (sources / absl::StrCat(name, ".cc")).string(), "-o",
                  program},
         .limit = kToolLimit});
    run.push_back({.argv = {program}, .limit = kToolLimit});
    run.back().environment = {
        {"TSAN_OPTIONS",
         absl::StrCat("external_symbolizer_path=", kit.symbolizer)}};
  }
  context.progress.Show("compiling a known race and its clean twin");
  const absl::StatusOr<std::vector<Outcome>> compiled =
      context.processes.RunTogether(compile);
  if (!compiled.ok()) return compiled.status();
  for (std::size_t i = 0; i < names.size(); ++i) {
    if ((*compiled)[i].ok()) continue;
    tally.Count(
        "ThreadSanitizer",
        absl::StrCat("the probe ", names[i], ".cc does not compile:\n  ",
                     TheError((*compiled)[i].output), kSetup));
    return absl::OkStatus();
  }
  const absl::StatusOr<std::vector<Outcome>> ran =
      context.processes.RunTogether(run);
  if (!ran.ok()) return ran.status();
  tally.Count("ThreadSanitizer reports a known race",
              JudgeRaceProbe(ran->front()));
  tally.Count("ThreadSanitizer is silent about its clean twin",
              JudgeCleanProbe(ran->back()));
  return absl::OkStatus();
}

}  // namespace

absl::Status RunDoctor(Context& context, Tally& tally) {
  const absl::StatusOr<std::unique_ptr<Workspace>> workspace =
      Workspace::Make(context.disk, context.course);
  tally.Count("build/ can be written to", workspace.status().message());
  RACELINGS_RETURN_IF_ERROR(CheckTool(context, tally, "cmake", "cmake", 3, 25));
  RACELINGS_RETURN_IF_ERROR(CheckTool(context, tally, "ninja", "ninja", 1, 10));
  if (!workspace.ok()) return absl::OkStatus();

  Kit kit(context.disk, context.processes, context.progress, context.course);
  const absl::StatusOr<KitFile> file = kit.Configured();
  if (absl::IsCancelled(file.status())) return file.status();
  tally.Count("the kit is configured (build/tsan)", file.status().message());
  if (!file.ok()) return absl::OkStatus();
  RACELINGS_RETURN_IF_ERROR(
      CheckTool(context, tally, "clang", file->compiler, 18, 0));
  RACELINGS_RETURN_IF_ERROR(
      CheckTool(context, tally, "llvm-symbolizer", file->symbolizer, 14, 0));
  const std::string isolation = context.processes.isolation();
  // A learner's own code needs no more than limits: no reason to fail.
  tally.Count(
      absl::StrCat("answers are kept apart (", isolation,
                   absl::StartsWith(isolation, "limits")
                       ? ": good for your own code, not for grading others'; "
                         "docs/security.md says what more needs)"
                       : ")"),
      "");
  absl::Status probed =
      RunProbes(context, tally, *file, (*workspace)->folder());
  if (probed.ok() || absl::IsCancelled(probed)) return probed;
  tally.Count("ThreadSanitizer", absl::StrCat(probed.message(), kSetup));
  return absl::OkStatus();
}

}  // namespace racelings
