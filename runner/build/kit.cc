#include "runner/build/kit.h"

#include <algorithm>
#include <memory>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "runner/build/hash.h"
#include "runner/build/tool_error.h"
#include "runner/system/error.h"

namespace racelings {
namespace {

namespace fs = std::filesystem;

constexpr char kPreset[] = "tsan";

void AddStamp(Disk& disk, const fs::path& file, Hash& hash) {
  const absl::StatusOr<Disk::Stamp> stamp = disk.Stat(file);
  hash.Add(file.string());
  hash.Add(stamp.ok() ? absl::StrCat(stamp->modified_ns, " ", stamp->size)
                      : "absent");
}

void AddFolder(Disk& disk, const fs::path& folder, Hash& hash) {
  const absl::StatusOr<std::vector<Disk::Entry>> entries = disk.List(folder);
  if (!entries.ok()) return;
  for (const Disk::Entry& entry : *entries) {
    const fs::path path = folder / entry.name;
    if (entry.is_folder) {
      AddFolder(disk, path, hash);
    } else {
      AddStamp(disk, path, hash);
    }
  }
}

// A tool that is not there is for setup to install.
absl::Status OrSetup(const absl::Status& status) {
  if (!absl::IsNotFound(status)) return status;
  return InfraError(status.message(), "./setup   (installs what is missing)");
}

}  // namespace

absl::Status Kit::Configure(const std::string& preset) {
  const std::string label = absl::StrCat("configuring build/", preset);
  progress_.Show(label);
  Command command{.argv = {"cmake", "--preset", preset},
                  .directory = course_.root};
  command.on_line = [&](std::string_view) { progress_.Show(label); };
  const absl::StatusOr<Outcome> outcome = processes_.Run(command);
  progress_.Clear();
  if (!outcome.ok()) return OrSetup(outcome.status());
  if (outcome->ok()) return absl::OkStatus();
  return ToolError(
      absl::StrCat("build/", preset, " cannot be configured"), *outcome,
      "./setup   (installs what is missing, then says how things stand)");
}

absl::Status Kit::Build(const std::string& preset,
                        const std::vector<std::string>& targets,
                        const std::string& label) {
  const fs::path folder = course_.BuildFolder() / preset;
  const absl::StatusOr<std::shared_ptr<void>> lock =
      disk_.Lock(course_.BuildFolder() / absl::StrCat(preset, ".lock"));
  if (!lock.ok()) return CannotWriteBuild(lock.status());
  if (!disk_.Exists(folder / "build.ninja"))
    RACELINGS_RETURN_IF_ERROR(Configure(preset));

  Command command{.argv = {"cmake", "--build", folder.string(), "--target"},
                  .directory = course_.root,
                  .environment = {{"NINJA_STATUS", "[%f/%t] "}}};
  command.argv.insert(command.argv.end(), targets.begin(), targets.end());
  command.on_line = [&](std::string_view line) {
    int done = 0;
    int total = 0;
    if (ParseNinjaProgress(line, done, total))
      progress_.Show(label, done, total);
  };
  const absl::StatusOr<Outcome> outcome = processes_.Run(command);
  progress_.Clear();
  if (!outcome.ok()) return OrSetup(outcome.status());
  if (outcome->ok()) return absl::OkStatus();
  return ToolError(
      absl::StrCat(label, " failed"), *outcome,
      absl::StrCat("cmake --build --preset ", preset, " --target ",
                   absl::StrJoin(targets, " "), "   (shows the whole output)"));
}

absl::StatusOr<KitFile> Kit::Configured() {
  const fs::path file = course_.BuildFolder() / kPreset / "kit.json";
  if (!disk_.Exists(file)) {
    const absl::StatusOr<std::shared_ptr<void>> lock =
        disk_.Lock(course_.BuildFolder() / absl::StrCat(kPreset, ".lock"));
    if (!lock.ok()) return CannotWriteBuild(lock.status());
    RACELINGS_RETURN_IF_ERROR(Configure(kPreset));
  }
  const absl::StatusOr<std::string> text = disk_.Read(file);
  if (!text.ok()) {
    return InfraError(text.status().message(),
                      "rm -r build/tsan && ./racelings");
  }
  absl::StatusOr<KitFile> kit = ParseKitFile(*text);
  if (kit.ok() && !disk_.Exists(kit->compiler)) {
    return InfraError(
        absl::StrCat("the compiler of the kit, ", kit->compiler, ", is gone"),
        "./setup && rm -r build/tsan   (installs one, and makes the kit anew)");
  }
  return kit;
}

std::string Kit::Fingerprint(const Exercise& exercise, const ReadyKit& kit) {
  Hash hash;
  for (const char* folder : {"sanitizers", "kitchen", "cmake"}) {
    AddFolder(disk_, course_.root / folder, hash);
  }
  for (const char* file :
       {"CMakeLists.txt", "CMakePresets.json", "tests/CMakeLists.txt"}) {
    AddStamp(disk_, course_.root / file, hash);
  }
  const Course checkout{course_.root, course_.root};  // what the kit is made of
  AddStamp(disk_, checkout.TestFile(exercise.id), hash);
  const fs::path folder = checkout.ExerciseFolder(exercise.id);
  const absl::StatusOr<std::vector<Disk::Entry>> entries = disk_.List(folder);
  for (const Disk::Entry& entry :
       entries.value_or(std::vector<Disk::Entry>{})) {
    const std::vector<std::string>& edit = exercise.manifest->edit;
    const bool given =
        std::find(edit.begin(), edit.end(), entry.name) == edit.end();
    // Neither a text nor what a reset kept is anything the judges are made of.
    if (given && !absl::EndsWith(entry.name, ".md") &&
        !absl::StrContains(entry.name, ".mine-"))
      AddStamp(disk_, folder / entry.name, hash);
  }
  AddStamp(disk_, course_.BuildFolder() / kPreset / "kit.json", hash);
  AddStamp(disk_, kit.file.compiler, hash);
  AddStamp(disk_, kit.schedules_judge, hash);
  AddStamp(disk_, kit.races_judge, hash);
  return hash.Hex();
}

absl::StatusOr<ReadyKit> Kit::MakeReady(const Exercise& exercise) {
  const fs::path folder = course_.BuildFolder() / kPreset;
  absl::StatusOr<KitFile> file = Configured();
  if (!file.ok()) return file.status();
  const std::string schedules = absl::StrCat(exercise.id, ".schedules");
  const std::string races = absl::StrCat(exercise.id, ".races");
  ReadyKit kit{*file, folder / "bin" / schedules, folder / "bin" / races, ""};
  kit.fingerprint = Fingerprint(exercise, kit);
  const fs::path stamp = folder / "ready" / exercise.id;
  if (disk_.Read(stamp).value_or("") == kit.fingerprint) return kit;

  RACELINGS_RETURN_IF_ERROR(
      Build(kPreset, {schedules, races},
            absl::StrCat("building the judges of ", exercise.id)));
  file = Configured();  // the build may have configured the kit anew
  if (!file.ok()) return file.status();
  kit.file = *file;
  kit.fingerprint = Fingerprint(exercise, kit);
  const absl::Status written = disk_.Write(stamp, kit.fingerprint);
  if (!written.ok()) return CannotWriteBuild(written);
  return kit;
}

}  // namespace racelings
