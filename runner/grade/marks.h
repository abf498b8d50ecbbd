#ifndef RACELINGS_RUNNER_GRADE_MARKS_H_
#define RACELINGS_RUNNER_GRADE_MARKS_H_

#include <vector>

#include "runner/exercise/catalog.h"
#include "runner/exercise/course.h"
#include "runner/verdict/grade.h"

namespace racelings {

// What is said of an answer that cannot be judged as it was handed in.
Verdict WithoutJudging(const Exercise& exercise, std::vector<Finding> findings,
                       Status status);

// The verdict in points.
ExerciseGrade GradeOf(const Course& course, const Exercise& exercise,
                      Verdict verdict);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_GRADE_MARKS_H_
