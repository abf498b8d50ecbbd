#ifndef RACELINGS_RUNNER_FINDINGS_JUDGE_REPORT_H_
#define RACELINGS_RUNNER_FINDINGS_JUDGE_REPORT_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "runner/findings/finding.h"

namespace racelings {

// What a judge says about one test.
struct TestReport {
  std::string name;  // "Suite.Name"
  int schedules = 0;
  bool proved = false;  // every schedule was played, not a sample
  std::optional<Finding> finding;
  bool certain = false;        // any seed shows it
  std::vector<Event> trace{};  // of a replay without a finding
};

// The file a judge writes when it is through.
struct JudgeReport {
  std::string token;
  std::vector<TestReport> tests;
};

// Trusts nothing: what is missing or of another type is an error that says so.
absl::StatusOr<JudgeReport> ParseJudgeReport(std::string_view text);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_FINDINGS_JUDGE_REPORT_H_
