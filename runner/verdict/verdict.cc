#include "runner/verdict/verdict.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"

namespace racelings {
namespace {

std::string Identity(const Finding& finding) {
  std::vector<std::string> places;
  places.reserve(finding.locations.size());
  for (const Location& location : finding.locations) {
    places.push_back(absl::StrCat(location.file, ":", location.line));
  }
  std::sort(places.begin(), places.end());  // two threads race in either order
  std::string identity =
      absl::StrCat(KindName(finding.kind), "|", finding.variable);
  for (const std::string& place : places)
    absl::StrAppend(&identity, "|", place);
  // Where no place tells findings apart, their words do.
  if (finding.kind != Kind::kDataRace || places.empty()) {
    absl::StrAppend(&identity, "|", finding.message);
  }
  return identity;
}

}  // namespace

std::string_view StatusName(Status status) {
  switch (status) {
    case Status::kPass:
      return "pass";
    case Status::kFail:
      return "fail";
    case Status::kInfra:
      return "infra";
    case Status::kSkipped:
      break;
  }
  return "skipped";
}

void Rank(std::vector<Finding>& findings) {
  std::set<std::string> seen;
  std::multimap<Kind, Finding>
      by_kind;  // keeps the order of findings of one kind
  for (Finding& finding : findings) {
    if (!seen.insert(Identity(finding)).second) continue;
    const Kind kind = finding.kind;
    by_kind.emplace(kind, std::move(finding));
  }
  findings.clear();
  for (auto& [kind, finding] : by_kind) findings.push_back(std::move(finding));
}

void Conclude(Verdict& verdict) {
  Rank(verdict.findings);
  const bool found =
      std::any_of(verdict.findings.begin(), verdict.findings.end(),
                  [](const Finding& one) { return one.kind != Kind::kInfra; });
  const bool all_passed =
      !verdict.checks.empty() &&
      std::all_of(
          verdict.checks.begin(), verdict.checks.end(),
          [](const CheckResult& one) { return one.status == Status::kPass; });
  verdict.status = found                                    ? Status::kFail
                   : all_passed && verdict.findings.empty() ? Status::kPass
                                                            : Status::kInfra;
}

}  // namespace racelings
