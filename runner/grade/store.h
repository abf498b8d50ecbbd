#ifndef RACELINGS_RUNNER_GRADE_STORE_H_
#define RACELINGS_RUNNER_GRADE_STORE_H_

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "runner/build/answer.h"
#include "runner/exercise/catalog.h"
#include "runner/exercise/course.h"
#include "runner/system/disk.h"

namespace racelings {

// What all answers are judged with, by content and not by time: the kit and the
// runner. The same on every machine.
std::string KitContent(Disk& disk, const Course& course);

// The same of one exercise: its manifest, its test, and what it gives.
// REQUIRES: exercise.manifest.ok()
std::string ExerciseContent(Disk& disk, const Course& course,
                            const Exercise& exercise);

// Verdicts by what was judged, below build/grades: the same answer is judged
// once, whoever handed it in, and what was judged survives a kill of
// everything. Several processes may use it at once: a file is there whole or
// not at all.
class VerdictStore {
 public:
  // Owns nothing; both must outlive this.
  VerdictStore(Disk& disk, const Course& course)
      : disk_(disk), course_(course) {}

  // Keeps a copy of the answer, and says in which folder its verdict belongs.
  // Two answers never share one, even where somebody made their hashes equal.
  // `judged_with` is all that a verdict depends on beside the answer: a change
  // of it leads to another folder.
  absl::StatusOr<std::filesystem::path> Keep(const Exercise& exercise,
                                             const Answer& answer,
                                             std::string_view judged_with);

  // Of a folder that Keep() named: what to give to --submission, and where the
  // grade is to be written.
  static std::filesystem::path SubmissionOf(const std::filesystem::path& entry);
  static std::filesystem::path GradeOf(const std::filesystem::path& entry);

  // The grade, as JSON (docs/json.md). Nothing where there is none yet, or one
  // that says that the answer could not be judged, which is never kept.
  std::optional<std::string> Find(const std::filesystem::path& entry);

 private:
  bool Holds(const std::filesystem::path& entry, const Exercise& exercise,
             const Answer& answer);

  Disk& disk_;
  const Course& course_;
};

}  // namespace racelings

#endif  // RACELINGS_RUNNER_GRADE_STORE_H_
