// JUnit's XML has no standard of its own; this is what the schema of Jenkins'
// xUnit plugin (junit-10.xsd) and GitLab's documentation have in common.

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "runner/formats/formats.h"
#include "runner/formats/shared.h"
#include "runner/system/markup.h"

namespace racelings {
namespace {

std::string Element(std::string_view name, std::string_view type,
                    std::string_view message, std::string_view text) {
  return absl::StrFormat("      <%s type=\"%s\" message=\"%s\">%s</%s>\n", name,
                         EscapedMarkup(type), EscapedMarkup(message),
                         EscapedMarkup(text), name);
}

// What stands in the case of the check that decided.
std::string WhyNot(const Graded& graded, const ExerciseGrade& grade) {
  const bool infra = !grade.graded();
  const std::vector<Finding>& findings = grade.verdict.findings;
  const std::string story = OutcomeOf(graded, grade);
  if (findings.empty()) {
    return Element(infra ? "error" : "failure", infra ? "infra" : "fail",
                   infra ? "not graded" : "not right", story);
  }
  return Element(infra ? "error" : "failure", KindName(findings.front().kind),
                 SentenceOf(findings.front()), story);
}

std::string Suite(const Graded& graded, const ExerciseGrade& grade) {
  std::string cases;
  int count = 0;
  int failures = 0;
  int errors = 0;
  int skipped = 0;
  const auto add = [&](std::string_view name, const std::string& inside) {
    ++count;
    absl::StrAppend(
        &cases, "    <testcase classname=\"", EscapedMarkup(grade.verdict.id),
        "\" name=\"", EscapedMarkup(name),
        inside.empty() ? "\"/>\n"
                       : absl::StrCat("\">\n", inside, "    </testcase>\n"));
  };
  const auto fail = [&](std::string_view name) {
    ++(grade.graded() ? failures : errors);
    add(name, WhyNot(graded, grade));
  };
  for (const CheckResult& check : grade.verdict.checks) {
    const bool passed = check.status == Status::kPass;
    const bool decided =
        failures + errors > 0;  // and the first has said it all
    if (!passed && !decided && check.status != Status::kSkipped) {
      fail(check.name);
      continue;
    }
    if (!passed) ++skipped;
    add(check.name, passed ? "" : "      <skipped/>\n");
  }
  if (!grade.passed() && failures + errors == 0) fail("verdict");
  return absl::StrFormat(
      "  <testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"%d\" "
      "skipped=\"%d\">\n%s  </testsuite>\n",
      EscapedMarkup(NameOf(grade)), count, failures, errors, skipped, cases);
}

}  // namespace

std::string WriteJunit(const Graded& graded) {
  std::string text =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<testsuites name=\"racelings\">\n";
  for (const ExerciseGrade& grade : graded.grades)
    absl::StrAppend(&text, Suite(graded, grade));
  return absl::StrCat(text, "</testsuites>\n");
}

}  // namespace racelings
