#include "runner/grade/store.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "runner/build/hash.h"
#include "runner/build/tool_error.h"

namespace racelings {
namespace {

namespace fs = std::filesystem;

void AddFile(Disk& disk, const fs::path& root, const fs::path& file,
             Hash& hash) {
  hash.Add(file.lexically_relative(root).generic_string());
  hash.Add(disk.Read(file).value_or(""));
}

void AddFolder(Disk& disk, const fs::path& root, const fs::path& folder,
               Hash& hash) {
  const absl::StatusOr<std::vector<Disk::Entry>> entries = disk.List(folder);
  if (!entries.ok()) return;
  for (const Disk::Entry& entry : *entries) {
    if (entry.is_folder) {
      AddFolder(disk, root, folder / entry.name, hash);
    } else {
      AddFile(disk, root, folder / entry.name, hash);
    }
  }
}

// Neither a text, nor what a reset kept, nor somebody's own answer.
bool IsGiven(const Exercise& exercise, const Disk::Entry& entry) {
  const std::vector<std::string>& edit = exercise.manifest->edit;
  return !entry.is_folder && !absl::EndsWith(entry.name, ".md") &&
         !absl::StrContains(entry.name, ".mine-") &&
         std::find(edit.begin(), edit.end(), entry.name) == edit.end();
}

}  // namespace

std::string KitContent(Disk& disk, const Course& course) {
  Hash hash;
  for (const char* folder :
       {"sanitizers", "kitchen", "cmake", "runner", "tests/harness"})
    AddFolder(disk, course.root, course.root / folder, hash);
  for (const char* file :
       {"CMakeLists.txt", "CMakePresets.json", "tests/CMakeLists.txt"})
    AddFile(disk, course.root, course.root / file, hash);
  return hash.Hex();
}

std::string ExerciseContent(Disk& disk, const Course& course,
                            const Exercise& exercise) {
  Hash hash;
  hash.Add(exercise.id);
  AddFile(disk, course.content, course.TestFile(exercise.id), hash);
  const fs::path folder = course.ExerciseFolder(exercise.id);
  const absl::StatusOr<std::vector<Disk::Entry>> entries = disk.List(folder);
  for (const Disk::Entry& entry :
       entries.value_or(std::vector<Disk::Entry>{})) {
    if (IsGiven(exercise, entry))
      AddFile(disk, course.content, folder / entry.name, hash);
  }
  return hash.Hex();
}

fs::path VerdictStore::SubmissionOf(const fs::path& entry) {
  return entry / "answer";
}

fs::path VerdictStore::GradeOf(const fs::path& entry) {
  return entry / "grade.json";
}

absl::StatusOr<fs::path> VerdictStore::Keep(const Exercise& exercise,
                                            const Answer& answer,
                                            std::string_view judged_with) {
  Hash hash;
  hash.Add(judged_with).Add(exercise.id);
  for (const Answer::File& file : answer.files)
    hash.Add(file.name).Add(file.content);
  std::string key = hash.Hex();
  while (true) {
    fs::path entry = course_.BuildFolder() / "grades" / exercise.id / key;
    if (Holds(entry, exercise, answer)) return entry;
    const fs::path folder = SubmissionOf(entry) / exercise.id;
    const bool taken = std::all_of(answer.files.begin(), answer.files.end(),
                                   [&](const Answer::File& file) {
                                     return disk_.Exists(folder / file.name);
                                   });
    if (!taken) {  // a copy that is half made was nobody's
      for (const Answer::File& file : answer.files) {
        const absl::Status kept = disk_.Write(folder / file.name, file.content);
        if (!kept.ok()) return CannotWriteBuild(kept);
      }
      return entry;
    }
    key = Hash().Add(key).Add("another").Hex();
  }
}

bool VerdictStore::Holds(const fs::path& entry, const Exercise& exercise,
                         const Answer& answer) {
  const fs::path folder = SubmissionOf(entry) / exercise.id;
  return std::all_of(
      answer.files.begin(), answer.files.end(), [&](const Answer::File& file) {
        const absl::StatusOr<std::string> kept = disk_.Read(folder / file.name);
        return kept.ok() && *kept == file.content;
      });
}

std::optional<std::string> VerdictStore::Find(const fs::path& entry) {
  absl::StatusOr<std::string> text = disk_.Read(GradeOf(entry));
  if (!text.ok()) return std::nullopt;
  const nlohmann::json grade = nlohmann::json::parse(*text, nullptr, false);
  if (!grade.is_object() || grade.value("not_graded", 1) != 0)
    return std::nullopt;
  return *std::move(text);
}

}  // namespace racelings
