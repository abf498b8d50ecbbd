#include "runner/verdict/proof.h"

#include <algorithm>
#include <climits>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace racelings {
namespace {

Finding Infra(std::string message) {
  Finding finding;
  finding.kind = Kind::kInfra;
  finding.message = std::move(message);
  return finding;
}

}  // namespace

CheckResult Prove(const std::string& name, const Judgement& judgement,
                  const std::set<std::string>& expected,
                  std::chrono::milliseconds limit,
                  std::vector<Finding>& findings) {
  CheckResult result{.name = name};
  if (judgement.used_up) {
    Finding finding;
    finding.kind = Kind::kTimeout;
    finding.message = absl::StrCat(
        "the answer did not come to an end within ",
        std::chrono::duration_cast<std::chrono::seconds>(limit).count(),
        " seconds of the processor's work and was stopped: some loop in it "
        "waits for what never happens");
    findings.push_back(finding);
    result.status = Status::kFail;
    return result;
  }
  if (!judgement.too_much.empty()) {
    Finding finding;
    finding.kind = Kind::kMemory;
    finding.message =
        absl::StrCat("the answer took more than ", judgement.too_much,
                     " and was stopped: something in it grows without an end");
    findings.push_back(finding);
    result.status = Status::kFail;
    return result;
  }
  if (judgement.timed_out) {
    findings.push_back(
        Infra("this machine is too busy to judge anything now: the judge has "
              "waited for a processor nearly all the time, and was stopped\n"
              "  next: end other programs, and check again"));
    result.status = Status::kInfra;
    return result;
  }
  if (!judgement.report.ok()) {
    findings.push_back(Infra(std::string(judgement.report.status().message())));
    result.status = Status::kInfra;
    return result;
  }
  std::set<std::string> ran;
  result.status = Status::kPass;
  result.schedules = INT_MAX;
  result.proved = true;
  for (const TestReport& test : judgement.report->tests) {
    ran.insert(test.name);
    result.schedules = std::min(result.schedules, test.schedules);
    result.proved = result.proved && test.proved;
    if (judgement.report->tests.size() == 1) result.trace = test.trace;
    result.searches.push_back({.test = test.name,
                               .schedules = test.schedules,
                               .found = test.finding.has_value(),
                               .certain = test.certain});
    if (!test.finding) continue;
    findings.push_back(*test.finding);
    const bool infra = test.finding->kind == Kind::kInfra;
    if (!infra) result.status = Status::kFail;
    if (infra && result.status == Status::kPass) result.status = Status::kInfra;
  }
  if (ran.empty()) result.schedules = 0;
  if (ran.empty()) result.proved = false;
  if (result.status != Status::kPass) return result;
  if (ran != expected || expected.empty() ||
      ran.size() != judgement.report->tests.size()) {
    findings.push_back(Infra(absl::StrCat(
        "the ", name, " judge ran the tests {", absl::StrJoin(ran, ", "),
        "}, and the test's source has {", absl::StrJoin(expected, ", "),
        "}: that is no proof\n  next: rm -r build/tsan/ready   (the judges are "
        "then built anew)")));
    result.status = Status::kInfra;
  } else if (result.schedules < 1) {
    findings.push_back(Infra(
        absl::StrCat("the ", name, " judge passed a test without playing ",
                     "one schedule\n  next: ./racelings doctor")));
    result.status = Status::kInfra;
  }
  return result;
}

}  // namespace racelings
