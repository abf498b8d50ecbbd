// The results that platforms for courses read, each of them JSON:
//   https://github.com/classroom-resources/autograding-grading-reporter
//   https://gradescope-autograders.readthedocs.io/en/latest/specs/
//   https://exercism.org/docs/building/tooling/test-runners/interface

#include <nlohmann/json.hpp>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "runner/formats/formats.h"
#include "runner/formats/shared.h"
#include "runner/report/json_text.h"

namespace racelings {
namespace {

using nlohmann::ordered_json;

// The reporter takes all of it from an environment variable, which Linux allows
// 128 KB.
constexpr std::size_t kLongestInEnvironment = 1500;

// Exercism's own limit.
constexpr std::size_t kLongestMessage = 65535;

std::string CommandOf(const ExerciseGrade& grade) {
  const std::string& id = grade.verdict.id;
  return absl::StrCat("./racelings check ", id.substr(0, id.find('_')));
}

}  // namespace

std::string WriteClassroom(const Graded& graded) {
  ordered_json tests = ordered_json::array();
  bool all = true;
  for (const ExerciseGrade& grade : graded.grades) {
    all = all && grade.passed();
    Place place{"", 0, 0};
    if (!grade.verdict.findings.empty())
      place = PlaceOf(graded, grade, grade.verdict.findings.front());
    ordered_json test = {{"name", NameOf(grade)},
                         {"status", grade.passed()   ? "pass"
                                    : grade.graded() ? "fail"
                                                     : "error"},
                         {"score", grade.points()},
                         {"test_code", CommandOf(grade)},
                         {"filename", place.file},
                         {"line_no", place.line}};
    if (!grade.passed()) {
      test["message"] =
          Shortened(OutcomeOf(graded, grade), kLongestInEnvironment);
    }
    tests.push_back(test);
  }
  const Totals totals = Sum(graded.grades);
  const ordered_json report = {{"version", 1},
                               {"status", totals.not_graded > 0 ? "error"
                                          : all                 ? "pass"
                                                                : "fail"},
                               {"max_score", totals.max_points},
                               {"tests", tests}};
  return absl::StrCat(
      absl::Base64Escape(
          report.dump(-1, ' ', false, ordered_json::error_handler_t::replace)),
      "\n");
}

std::string WriteGradescope(const Graded& graded) {
  ordered_json tests = ordered_json::array();
  for (const ExerciseGrade& grade : graded.grades) {
    ordered_json test = {{"name", NameOf(grade)}};
    // What could not be judged has no score, which is not a score of 0.
    if (grade.graded()) {
      test["score"] = grade.points();
      test["max_score"] = grade.max_points;
      test["status"] = grade.passed() ? "passed" : "failed";
    }
    test["output_format"] = "text";
    test["output"] = grade.passed() ? "right\n" : OutcomeOf(graded, grade);
    test["visibility"] = "visible";
    tests.push_back(test);
  }
  const Totals totals = Sum(graded.grades);
  ordered_json report = ordered_json::object();
  if (totals.not_graded == 0) report["score"] = totals.points;
  report["output"] = ScoreOf(totals);
  report["output_format"] = "text";
  report["visibility"] = "visible";
  report["tests"] = tests;
  return JsonText(report);
}

std::string WriteExercism(const Graded& graded) {
  ordered_json tests = ordered_json::array();
  bool all_pass = true;
  bool all_error = true;
  std::string errors;
  for (const ExerciseGrade& grade : graded.grades) {
    // An answer that does not compile has run no test.
    const bool error = !grade.graded() ||
                       (!grade.verdict.findings.empty() &&
                        grade.verdict.findings.front().kind == Kind::kBuild);
    const std::string story = OutcomeOf(graded, grade);
    all_pass = all_pass && grade.passed();
    all_error = all_error && error;
    if (error) absl::StrAppend(&errors, story);
    ordered_json test = {{"name", NameOf(grade)},
                         {"status", grade.passed() ? "pass"
                                    : error        ? "error"
                                                   : "fail"},
                         {"test_code", CommandOf(grade)}};
    if (!grade.passed()) test["message"] = Shortened(story, kLongestMessage);
    tests.push_back(test);
  }
  ordered_json report = {{"version", 3}};
  report["status"] = all_error ? "error" : all_pass ? "pass" : "fail";
  if (all_error) {
    report["message"] = errors.empty() ? "there is nothing to judge"
                                       : Shortened(errors, kLongestMessage);
  } else {
    report["message"] = nullptr;
    report["tests"] = tests;
  }
  return JsonText(report);
}

}  // namespace racelings
