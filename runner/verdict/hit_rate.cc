#include "runner/verdict/hit_rate.h"

namespace racelings {

void HitRates::Add(const Verdict& verdict) {
  ++verdicts_;
  for (const CheckResult& check : verdict.checks) {
    if (check.searches.empty() && check.status == Status::kFail)
      ++before_playing_[check.name];
    for (const TestSearch& search : check.searches) {
      Seen& seen = seen_[{check.name, search.test}];
      ++seen.tries;
      seen.found += search.found ? 1 : 0;
      seen.certain += search.certain ? 1 : 0;
      seen.schedules += search.schedules;
    }
  }
}

HitRate HitRates::Surest() const {
  for (const auto& [check, failed] : before_playing_) {
    if (failed == verdicts_) return {.check = check, .certain = true};
  }
  HitRate surest;
  for (const auto& [where, seen] : seen_) {
    if (seen.tries < verdicts_) continue;  // one lucky search is no rate
    HitRate rate{.check = where.first,
                 .test = where.second,
                 .certain = seen.found > 0 && seen.certain == seen.tries,
                 .schedules = where.first == "races" ? manifest_.races
                                                     : manifest_.schedules};
    // The estimate that makes what was seen most likely: hits by schedules.
    if (seen.schedules > 0) {
      rate.rate =
          static_cast<double>(seen.found) / static_cast<double>(seen.schedules);
    }
    if (rate.certain) return rate;
    if (rate.margin() > surest.margin()) surest = rate;
  }
  return surest;
}

bool FoundLate(const Manifest& manifest, const Verdict& verdict) {
  // In the last two thirds of the budget: one in 90 answers that are only just
  // sure enough.
  constexpr double kEarly = 3;
  HitRates rates(manifest);
  rates.Add(verdict);
  const HitRate surest = rates.Surest();
  return surest.schedules > 0 && !surest.certain && surest.margin() < kEarly;
}

}  // namespace racelings
