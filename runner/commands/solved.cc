#include "runner/commands/solved.h"

#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "runner/build/answer.h"
#include "runner/build/tool_error.h"
#include "runner/verdict/checker.h"

namespace racelings {
namespace {

using nlohmann::json;

std::filesystem::path File(const Course& course) {
  return course.BuildFolder() / "progress.json";
}

}  // namespace

Solved::Solved(Disk& disk, const Course& course)
    : disk_(disk), course_(course) {
  const json file = json::parse(disk.Read(File(course)).value_or(""), nullptr,
                                /*allow_exceptions=*/false);
  if (!file.is_object() || !file.contains("passed") ||
      !file["passed"].is_object())
    return;
  for (const auto& [id, fingerprint] : file["passed"].items()) {
    if (fingerprint.is_string())
      fingerprints_[id] = fingerprint.get<std::string>();
  }
}

bool Solved::Contains(const Exercise& exercise) const {
  const auto found = fingerprints_.find(exercise.id);
  if (found == fingerprints_.end() || !exercise.manifest.ok()) return false;
  const absl::StatusOr<Answer> answer =
      ReadAnswer(disk_, exercise, course_.ExerciseFolder(exercise.id));
  return answer.ok() &&
         AnswerFingerprint(disk_, course_, exercise, *answer) == found->second;
}

absl::Status Solved::Add(const Exercise& exercise,
                         const std::string& fingerprint) {
  if (fingerprints_[exercise.id] == fingerprint) return absl::OkStatus();
  fingerprints_[exercise.id] = fingerprint;
  const json file = {{"version", 1}, {"passed", fingerprints_}};
  const absl::Status written =
      disk_.Write(File(course_), absl::StrCat(file.dump(2), "\n"));
  return written.ok() ? written : CannotWriteBuild(written);
}

}  // namespace racelings
