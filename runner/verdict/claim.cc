#include "runner/verdict/claim.h"

#include <algorithm>
#include <string_view>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "runner/exercise/parts.h"
#include "runner/verdict/hit_rate.h"

namespace racelings {
namespace {

bool PointsAt(Disk& disk, const Finding& finding, std::string_view text) {
  for (const Location& location : finding.locations) {
    const std::string source = disk.Read(location.file).value_or("");
    const std::vector<std::string_view> lines = absl::StrSplit(source, '\n');
    if (location.line < 1 ||
        static_cast<std::size_t>(location.line) > lines.size())
      continue;
    if (absl::StrContains(lines[static_cast<std::size_t>(location.line) - 1],
                          text))
      return true;
  }
  return false;
}

std::string Summary(const Verdict& verdict) {
  if (verdict.findings.empty()) return std::string(StatusName(verdict.status));
  const Finding& first = verdict.findings.front();
  return absl::StrCat(KindName(first.kind), " (", first.message, ")");
}

}  // namespace

std::vector<Claim> ClaimsOfPair(const Course& course,
                                const Exercise& exercise) {
  return {
      {&exercise,
       course.ExerciseFolder(exercise.id),
       "exercise",
       {exercise.manifest->starter.kind},
       true},
      {&exercise, course.SolutionFolder(exercise.id), "solution", {}, false}};
}

absl::StatusOr<std::vector<Claim>> ClaimsOfAnswers(Disk& disk,
                                                   const Course& course,
                                                   const Exercise& exercise) {
  const absl::StatusOr<std::vector<KnownAnswer>> answers =
      KnownAnswers(disk, course, exercise);
  if (!answers.ok()) return answers.status();
  std::vector<Claim> claims;
  for (const KnownAnswer& answer : *answers) {
    claims.push_back(
        {&exercise, answer.folder, answer.name, answer.expected_kinds, false});
  }
  return claims;
}

std::string Contradiction(Disk& disk, const Claim& claim,
                          const Verdict& verdict) {
  if (verdict.status == Status::kInfra) {
    return absl::StrCat("could not be judged: ", Summary(verdict));
  }
  if (claim.kinds.empty()) {
    return verdict.status == Status::kPass
               ? ""
               : absl::StrCat("must pass, and fails: ", Summary(verdict));
  }
  const std::string wanted = absl::StrJoin(claim.kinds, " or ");
  if (verdict.status == Status::kPass)
    return absl::StrCat("must fail (", wanted, "), and passes");
  const Finding& first = verdict.findings.front();
  if (std::find(claim.kinds.begin(), claim.kinds.end(), KindName(first.kind)) ==
      claim.kinds.end()) {
    return absl::StrCat("must show ", wanted, ", and shows ", Summary(verdict));
  }
  if (FoundLate(*claim.exercise->manifest, verdict)) {
    return absl::StrCat(
        "is found too late to be sure that any seed shows it\n  next: "
        "./racelings rates ",
        claim.exercise->number);
  }
  if (!claim.starter) return "";
  const StarterFailure& starter = claim.exercise->manifest->starter;
  if (!starter.symbol.empty() && first.variable != starter.symbol) {
    return absl::StrCat("must name the variable '", starter.symbol,
                        "', and names '", first.variable, "'");
  }
  if (!starter.line.empty() && !PointsAt(disk, first, starter.line)) {
    return absl::StrCat("must point at the line '", starter.line,
                        "', and does not");
  }
  return "";
}

absl::StatusOr<std::string> TestClaim(Disk& disk, Checker& checker,
                                      const Claim& claim, std::uint64_t seed) {
  const absl::StatusOr<Verdict> verdict =
      checker.Check({*claim.exercise, claim.folder, claim.answer, seed});
  if (absl::IsCancelled(verdict.status())) return verdict.status();
  if (!verdict.ok()) return std::string(verdict.status().message());
  return Contradiction(disk, claim, *verdict);
}

}  // namespace racelings
