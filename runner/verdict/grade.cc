#include "runner/verdict/grade.h"

namespace racelings {

Totals Sum(const std::vector<ExerciseGrade>& grades) {
  Totals totals;
  for (const ExerciseGrade& grade : grades) {
    if (!grade.graded()) {
      ++totals.not_graded;
      continue;
    }
    totals.points += grade.points();
    totals.max_points += grade.max_points;
  }
  return totals;
}

}  // namespace racelings
