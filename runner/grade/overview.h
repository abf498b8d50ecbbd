#ifndef RACELINGS_RUNNER_GRADE_OVERVIEW_H_
#define RACELINGS_RUNNER_GRADE_OVERVIEW_H_

#include <cstddef>
#include <string>
#include <vector>

#include "runner/grade/submission_grade.h"

namespace racelings {

// A class seen as a whole. The same records are the same texts; what learners
// chose (names, lines of code) is made harmless for each.

// One kind of mistake, and who made it: of one exercise, the same kind of
// finding about the same variable, or else the same line or sentence.
struct Mistake {
  std::string id;
  std::string kind;
  std::string what;
  std::vector<std::string> names;
};

// The most frequent first.
std::vector<Mistake> Mistakes(const std::vector<SubmissionGrade>& records);

// A line for each submission (RFC 4180, UTF-8): its points, and for each
// exercise points and kind of finding. A cell that a spreadsheet would take for
// a formula begins with an apostrophe.
std::string ClassCsv(const std::vector<SubmissionGrade>& records);

// One page with nothing outside it: who is stuck where, and which mistakes are
// frequent.
std::string ClassPage(const std::vector<SubmissionGrade>& records);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_GRADE_OVERVIEW_H_
