#include "runner/grade/marks.h"

#include <utility>

namespace racelings {

Verdict WithoutJudging(const Exercise& exercise, std::vector<Finding> findings,
                       Status status) {
  return {.id = exercise.id,
          .answer = "submission",
          .status = status,
          .checks = {{.name = "build", .status = status}},
          .findings = std::move(findings)};
}

ExerciseGrade GradeOf(const Course& course, const Exercise& exercise,
                      Verdict verdict) {
  const std::filesystem::path folder = course.ExerciseFolder(exercise.id);
  if (!exercise.manifest.ok())
    return {.verdict = std::move(verdict), .file = folder / "exercise.toml"};
  const int credit = CreditOf(*exercise.manifest, verdict);
  return {.verdict = std::move(verdict),
          .max_points = exercise.manifest->points,
          .credit = credit,
          .title = exercise.manifest->title,
          .file = folder / exercise.manifest->edit.front()};
}

}  // namespace racelings
