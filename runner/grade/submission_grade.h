#ifndef RACELINGS_RUNNER_GRADE_SUBMISSION_GRADE_H_
#define RACELINGS_RUNNER_GRADE_SUBMISSION_GRADE_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace racelings {

// What one submission got for one exercise, as the class's pages need it.
struct Mark {
  std::string id;
  std::string status;         // "pass", "fail", "infra"
  std::optional<int> points;  // none: not graded
  int max_points = 0;
  std::string kind;     // of the first finding; "" where there is none
  std::string message;  // the same
  std::string variable;
  std::string line;  // the text of the line that it points at; may be empty
};

// One submission's grade: what the whole class is made of.
struct SubmissionGrade {
  std::string name;  // of its folder
  std::vector<Mark> marks;

  int points() const;
  int max_points() const;  // of what was graded
  int not_graded() const;
};

// One exercise of a submission, as it was judged.
struct JudgedPart {
  std::string grade;  // GradeJson of this exercise alone
  // The line of the answer that the first finding points at.
  std::string line;
};

// docs/json.md: the grade of the submission, its name, and the lines, without
// what the tools said themselves. The same parts are the same text.
std::string SubmissionJson(std::string_view name,
                           const std::vector<JudgedPart>& parts);

// Reads what SubmissionJson wrote. The error says what is wrong with the text.
absl::StatusOr<SubmissionGrade> ParseSubmissionGrade(std::string_view text);

// Which line, from 1, of which file ("restaurant.cc") the first finding of a
// grade points at in the exercise's folder; 0 for none.
struct PlaceInAnswer {
  std::string file;
  int line = 0;
};
PlaceInAnswer FirstPlace(std::string_view grade);

// The name of the file in submissions/ that a submission's grade has: its own
// where a file can have it.
std::string SubmissionFile(std::string_view name);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_GRADE_SUBMISSION_GRADE_H_
