#ifndef RACELINGS_RUNNER_REPORT_JSON_H_
#define RACELINGS_RUNNER_REPORT_JSON_H_

#include <string>
#include <vector>

#include "runner/exercise/catalog.h"
#include "runner/exercise/course.h"
#include "runner/verdict/grade.h"
#include "runner/verdict/verdict.h"

namespace racelings {

// What --json prints; docs/json.md is the contract. Every text is one JSON
// object and a newline. Files inside the course are named relative to it.

std::string CheckJson(const Course& course, const Verdict& verdict);

std::string GradeJson(const Course& course,
                      const std::vector<ExerciseGrade>& grades);

// A file as reports name it: relative to the checkout when it lies in it.
std::string FileInJson(const Course& course, const std::string& file);

struct ListEntry {
  const Exercise* exercise;
  bool solved = false;
  bool changed = false;  // it was solved, and is another since
  bool current = false;  // the one that the learner is at
  int hints = 0;         // how many were seen
};
std::string ListJson(const std::vector<ListEntry>& entries);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_REPORT_JSON_H_
