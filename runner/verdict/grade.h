#ifndef RACELINGS_RUNNER_VERDICT_GRADE_H_
#define RACELINGS_RUNNER_VERDICT_GRADE_H_

#include <filesystem>
#include <string>
#include <vector>

#include "runner/exercise/manifest.h"
#include "runner/verdict/verdict.h"

namespace racelings {

// The verdict on one exercise, in points.
struct ExerciseGrade {
  Verdict verdict;
  int max_points = 0;
  int credit = 0;  // of an answer that is not right; see CreditOf
  std::string title{};
  std::filesystem::path file{};  // the first that was to be edited; absolute

  // An exercise that could not be judged has no points, which is not zero
  // points.
  bool graded() const { return verdict.status != Status::kInfra; }
  bool passed() const { return verdict.status == Status::kPass; }
  int points() const { return passed() ? max_points : credit; }
};

struct Totals {
  int points = 0;
  int max_points = 0;  // of the graded ones
  int not_graded = 0;
};

// The credit that exercise.toml declares (Manifest::credit), for a verdict that
// earns it: the schedules judge passed, so that a race is all that is wrong;
// and it is not the race that the starter has, for which nothing was done yet.
int CreditOf(const Manifest& manifest, const Verdict& verdict);

Totals Sum(const std::vector<ExerciseGrade>& grades);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_VERDICT_GRADE_H_
