#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "runner/commands/command.h"
#include "runner/commands/select.h"
#include "runner/commands/tally.h"
#include "runner/system/error.h"
#include "runner/verdict/claim.h"
#include "runner/verdict/hit_rate.h"

namespace racelings {
namespace {

// Each with a seed of its own, beginning after the one that everyone plays.
constexpr std::uint64_t kSearches = 20;

std::string Describe(const HitRate& rate) {
  if (rate.certain) {
    return rate.test.empty()
               ? absl::StrCat("always, by the check '", rate.check, "'")
               : absl::StrCat("always, by ", rate.test, " (", rate.check, ")");
  }
  return absl::StrFormat(
      "once in %.1f schedules, by %s (%s): plays %d, %.1f times as many",
      rate.rate > 0 ? 1 / rate.rate : 0, rate.test, rate.check, rate.schedules,
      rate.margin());
}

absl::Status Measure(Context& context, Checker& checker, const Claim& claim,
                     Tally& tally) {
  const std::string name = absl::StrCat(claim.exercise->id, "  ", claim.answer);
  HitRates rates(*claim.exercise->manifest);
  CheckRequest request{*claim.exercise, claim.folder, claim.answer};
  HitRate surest;
  for (std::uint64_t i = 1; i <= kSearches && !surest.certain; ++i) {
    context.progress.Show(name, static_cast<int>(i), kSearches);
    request.seed = i + 1;
    const absl::StatusOr<Verdict> verdict = checker.Check(request);
    if (!verdict.ok()) return verdict.status();
    rates.Add(*verdict);
    surest = rates.Surest();
    // One test that is sure enough is all that is asked for; the first search
    // tells which one is worth the others.
    if (request.test.empty()) request.test = surest.test;
  }
  if (surest.enough()) {
    tally.Count(absl::StrCat(name, "  ", Describe(surest)), "");
  } else {
    tally.Count(
        name,
        absl::StrFormat("found %s, and %.1f times would be needed for a miss "
                        "in a million\n  next: a test that is made for it, or "
                        "more schedules in exercise.toml",
                        surest.check.empty() ? "never" : Describe(surest),
                        kSureEnough));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<int> Rates(Context& context, const Options& options) {
  RACELINGS_RETURN_IF_ERROR(
      RequireSolutions(context, "rates", "./racelings check"));
  const absl::StatusOr<std::vector<Exercise>> exercises =
      Select(context, options.arguments);
  if (!exercises.ok()) return exercises.status();
  Tally tally(context.out, context.terminal, context.progress);
  Checker checker = context.MakeChecker();
  for (const Exercise& exercise : *exercises) {
    const absl::StatusOr<std::vector<Claim>> answers =
        ClaimsOfAnswers(context.disk, context.course, exercise);
    if (!answers.ok()) return answers.status();
    for (const Claim& claim : *answers) {
      if (claim.kinds.empty()) continue;  // a right one
      RACELINGS_RETURN_IF_ERROR(Measure(context, checker, claim, tally));
    }
  }
  tally.Finish(/*again=*/false);
  return tally.failed() == 0 ? kPassed : kNotYet;
}

}  // namespace racelings
