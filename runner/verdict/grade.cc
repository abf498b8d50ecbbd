#include "runner/verdict/grade.h"

#include <algorithm>

namespace racelings {

int CreditOf(const Manifest& manifest, const Verdict& verdict) {
  if (verdict.status != Status::kFail || verdict.findings.empty()) return 0;
  const bool played = std::any_of(verdict.checks.begin(), verdict.checks.end(),
                                  [](const CheckResult& check) {
                                    return check.name == "schedules" &&
                                           check.status == Status::kPass;
                                  });
  const bool races_only = std::all_of(
      verdict.findings.begin(), verdict.findings.end(),
      [](const Finding& finding) { return finding.kind == Kind::kDataRace; });
  const Finding& first = verdict.findings.front();
  const bool as_at_first = manifest.starter.kind == KindName(first.kind) &&
                           manifest.starter.symbol == first.variable;
  return played && races_only && !as_at_first ? manifest.credit : 0;
}

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
