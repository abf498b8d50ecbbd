#include "runner/build/answer.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "runner/build/hash.h"
#include "runner/build/tool_error.h"
#include "runner/build/workspace.h"
#include "runner/system/error.h"
#include "runner/system/terminal.h"

namespace racelings {
namespace {

namespace fs = std::filesystem;

// A file that is larger is not read.
constexpr std::uintmax_t kMostRead = std::uintmax_t{1} << 20;

// Compiled answers kept for one exercise.
constexpr std::size_t kMostCached = 64;

std::string CacheKey(const Answer& answer, const ReadyKit& kit) {
  Hash hash;
  hash.Add(kit.fingerprint)
      .Add(kit.file.compiler)
      .Add(kit.file.compiler_version);
  for (const std::string& flag : kit.file.compile) hash.Add(flag);
  for (const std::string& flag : kit.file.link) hash.Add(flag);
  hash.Add(answer.folder.string());  // the debug information names it
  for (const Answer::File& file : answer.files)
    hash.Add(file.name).Add(file.content);
  return hash.Hex();
}

// The kernel's signal ended it, or it read what the kernel said. A program that
// started the compiler in turn tells of the signal by its exit status.
bool WroteTooMuch(const Outcome& outcome) {
  constexpr int kSignalled = 128;
  return outcome.signal == SIGXFSZ ||
         outcome.exit_status == kSignalled + SIGXFSZ ||
         absl::StrContains(outcome.output, "File too large");
}

// The errors of commands that ran; an error of the machine when one failed
// without saying what is wrong with the code.
absl::StatusOr<std::vector<Diagnostic>> ErrorsOf(
    const std::vector<Outcome>& outcomes, std::chrono::milliseconds limit) {
  std::vector<Diagnostic> errors;
  for (const Outcome& outcome : outcomes) {
    if (outcome.ok()) continue;
    if (outcome.timed_out) {
      return InfraError(
          "this machine is too busy to compile anything now: the compiler has "
          "waited for a processor nearly all the time, and was stopped",
          "end other programs, and check again");
    }
    if (outcome.used_up || !outcome.too_much.empty()) {
      const std::string much =
          outcome.used_up
              ? absl::StrCat(
                    std::chrono::duration_cast<std::chrono::seconds>(limit)
                        .count(),
                    " seconds of the processor's work")
              : outcome.too_much;
      errors.push_back(
          {.message = absl::StrCat(
               "compiling took more than ", much,
               " and was stopped: a template or a constexpr function in it has "
               "no end, or it includes what has none")});
      continue;
    }
    if (WroteTooMuch(outcome)) {
      errors.push_back({.message = "compiling it makes a file that is larger "
                                   "than any that may be written here, and "
                                   "was stopped: some array in it is huge"});
      continue;
    }
    std::vector<Diagnostic> found = ParseDiagnostics(outcome.output);
    if (found.empty() ||
        absl::StrContains(outcome.output, "No space left on device")) {
      Outcome plain = outcome;
      plain.output = WithoutColour(outcome.output);
      return ToolError("the answer cannot be compiled", plain,
                       "./racelings doctor");
    }
    std::move(found.begin(), found.end(), std::back_inserter(errors));
  }
  return errors;
}

}  // namespace

absl::StatusOr<Answer> ReadAnswer(Disk& disk, const Exercise& exercise,
                                  const fs::path& folder) {
  Answer answer{folder, {}};
  for (const std::string& name : exercise.manifest->edit) {
    const absl::StatusOr<Disk::Stamp> stamp = disk.Stat(folder / name);
    const std::uintmax_t size = stamp.ok() ? stamp->size : 0;
    const bool plain = disk.IsPlainFile(folder / name);
    if (disk.Exists(folder / name) && (!plain || size > kMostRead)) {
      answer.files.push_back({name, "", plain, size});
      continue;
    }
    absl::StatusOr<std::string> content = disk.Read(folder / name);
    if (!content.ok()) {
      return UsageError(
          absl::StrCat(content.status().message(), "; an answer to ",
                       exercise.id, " needs it"),
          absl::StrCat("put it there, or, in exercises/, for the original: "
                       "./racelings reset ",
                       exercise.number, " --yes"));
    }
    answer.files.push_back({name, *std::move(content), true, size});
  }
  return answer;
}

absl::StatusOr<BuiltAnswer> AnswerBuilder::Build(const Exercise& exercise,
                                                 const Answer& answer,
                                                 const ReadyKit& kit) {
  const fs::path cache = course_.BuildFolder() / "cache" / exercise.id;
  const fs::path entry = cache / CacheKey(answer, kit);
  if (disk_.Exists(entry / "answer.so"))
    return BuiltAnswer{entry / "answer.so", {}};

  absl::StatusOr<std::unique_ptr<Workspace>> workspace =
      Workspace::Make(disk_, course_);
  if (!workspace.ok()) return workspace.status();
  progress_.Show("compiling");
  absl::StatusOr<BuiltAnswer> built = Compile(
      answer, kit, course_.ExerciseFolder(exercise.id), (*workspace)->folder());
  progress_.Clear();
  if (!built.ok() || !built->errors.empty()) return built;

  Prune(cache);
  const absl::StatusOr<std::string> object = disk_.Read(built->shared_object);
  if (!object.ok()) return CannotWriteBuild(object.status());
  const absl::Status kept = disk_.Write(entry / "answer.so", *object);
  if (!kept.ok()) return CannotWriteBuild(kept);
  return BuiltAnswer{entry / "answer.so", {}};
}

absl::StatusOr<BuiltAnswer> AnswerBuilder::Compile(const Answer& answer,
                                                   const ReadyKit& kit,
                                                   const fs::path& given,
                                                   const fs::path& folder) {
  const Confinement view = CompilersView(kit, given, folder);
  std::vector<Command> compile;
  std::vector<std::string> link = {kit.file.compiler};
  link.insert(link.end(), kit.file.link.begin(), kit.file.link.end());
  for (const Answer::File& file : answer.files) {
    // A copy in a private folder: a header that lies beside the answer cannot
    // replace a given one. #line keeps the name that people know it by.
    const fs::path copy = folder / file.name;
    const fs::path original = answer.folder / file.name;
    const absl::Status written = disk_.Write(
        copy,
        absl::StrCat("#line 1 \"", original.string(), "\"\n", file.content));
    if (!written.ok()) return CannotWriteBuild(written);
    if (copy.extension() != ".cc") continue;
    const std::string object = absl::StrCat(copy.string(), ".o");
    Command command{
        .argv = {kit.file.compiler}, .directory = folder, .confinement = view};
    command.AllowWork(limit_);
    command.argv.insert(command.argv.end(), kit.file.compile.begin(),
                        kit.file.compile.end());
    for (const std::string& word :
         {std::string("-fcolor-diagnostics"), std::string("-I"), given.string(),
          std::string("-c"), copy.string(), std::string("-o"), object}) {
      command.argv.push_back(word);
    }
    compile.push_back(std::move(command));
    link.push_back(object);
  }
  const fs::path shared_object = folder / "answer.so";
  link.insert(link.end(), {"-o", shared_object.string()});

  absl::StatusOr<std::vector<Outcome>> outcomes =
      processes_.RunTogether(compile);
  if (!outcomes.ok()) return outcomes.status();
  absl::StatusOr<std::vector<Diagnostic>> errors = ErrorsOf(*outcomes, limit_);
  if (errors.ok() && errors->empty()) {
    Command command{.argv = link, .directory = folder, .confinement = view};
    command.AllowWork(limit_);
    outcomes = processes_.RunTogether({command});
    if (!outcomes.ok()) return outcomes.status();
    errors = ErrorsOf(*outcomes, limit_);
  }
  if (!errors.ok()) return errors.status();
  return BuiltAnswer{shared_object, *std::move(errors)};
}

// The compiler, the headers that an answer may include, and where it writes.
Confinement AnswerBuilder::CompilersView(const ReadyKit& kit,
                                         const fs::path& given,
                                         const fs::path& folder) const {
  Confinement view{.readable = {course_.root / "kitchen",
                                course_.root / "sanitizers" / "schedule"},
                   .writable = {folder}};
  for (const fs::path& tool : ToolFolders(kit.file))
    view.readable.push_back(tool);
  for (std::string_view flag : kit.file.compile) {
    if (absl::ConsumePrefix(&flag, "-isystem"))
      view.readable.emplace_back(flag);
  }
  view.readable.push_back(given);
  return view;
}

void AnswerBuilder::Prune(const fs::path& cache) {
  const absl::StatusOr<std::vector<Disk::Entry>> entries = disk_.List(cache);
  if (!entries.ok() || entries->size() < kMostCached) return;
  std::vector<std::pair<std::int64_t, fs::path>> by_age;
  for (const Disk::Entry& entry : *entries) {
    const fs::path folder = cache / entry.name;
    const absl::StatusOr<Disk::Stamp> stamp = disk_.Stat(folder / "answer.so");
    by_age.emplace_back(stamp.ok() ? stamp->modified_ns : 0, folder);
  }
  std::sort(by_age.begin(), by_age.end());
  by_age.resize(by_age.size() / 2);
  for (const auto& [age, folder] : by_age) disk_.Remove(folder);
}

}  // namespace racelings
