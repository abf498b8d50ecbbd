#ifndef RACELINGS_RUNNER_VERDICT_CLAIM_H_
#define RACELINGS_RUNNER_VERDICT_CLAIM_H_

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "runner/exercise/catalog.h"
#include "runner/exercise/course.h"
#include "runner/system/disk.h"
#include "runner/verdict/checker.h"
#include "runner/verdict/verdict.h"

namespace racelings {

// What the course says of itself: this answer passes, that one fails so.
struct Claim {
  const Exercise* exercise;
  std::filesystem::path folder;
  std::string answer;  // "exercise", "solution", "wrong/one_lock_each"
  std::vector<std::string>
      kinds;  // the first finding is of one of these; none: it passes
  bool starter = false;  // then exercise.toml also says what is pointed at
};

// The starter fails as exercise.toml says, and the solution passes.
// REQUIRES: exercise.manifest.ok(). The claims point to `exercise`.
std::vector<Claim> ClaimsOfPair(const Course& course, const Exercise& exercise);

// Known right answers pass, and wrong ones fail as their first line says.
absl::StatusOr<std::vector<Claim>> ClaimsOfAnswers(Disk& disk,
                                                   const Course& course,
                                                   const Exercise& exercise);

// "" when the verdict is what the claim says; otherwise how it differs.
std::string Contradiction(Disk& disk, const Claim& claim,
                          const Verdict& verdict);

// Judges the answer. "" when the claim holds, otherwise why it does not. Only
// Cancelled is an error.
absl::StatusOr<std::string> TestClaim(Disk& disk, Checker& checker,
                                      const Claim& claim, std::uint64_t seed);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_VERDICT_CLAIM_H_
