#include "runner/commands/verify_course.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "runner/exercise/parts.h"
#include "runner/verdict/claim.h"

namespace racelings {
namespace {

std::string NameOf(const Claim& claim) {
  const std::string wanted =
      claim.kinds.empty()
          ? "passes"
          : absl::StrCat("fails: ", absl::StrJoin(claim.kinds, " or "));
  return absl::StrCat(claim.exercise->id, "  ", claim.answer, " ", wanted);
}

absl::Status TestClaims(Context& context, const std::vector<Claim>& claims,
                        Tally& tally) {
  Checker checker = context.MakeChecker();
  for (const Claim& claim : claims) {
    context.progress.Show(NameOf(claim));
    const absl::StatusOr<std::string> why =
        TestClaim(context.disk, checker, claim, 1);
    if (!why.ok()) return why.status();
    tally.Count(NameOf(claim), *why);
  }
  return absl::OkStatus();
}

absl::Status Repeat(Context& context, const Claim& claim, int times,
                    Tally& tally) {
  Checker checker = context.MakeChecker();
  int failed = 0;
  for (int i = 1; i <= times; ++i) {
    context.progress.Show(NameOf(claim), i, times);
    const auto seed =
        static_cast<std::uint64_t>(i) + 1;  // 1 is what everyone plays
    const absl::StatusOr<std::string> why =
        TestClaim(context.disk, checker, claim, seed);
    if (!why.ok()) return why.status();
    if (why->empty()) continue;
    ++failed;
    tally.Count(absl::StrCat(NameOf(claim), ", seed ", seed), *why);
  }
  context.progress.Clear();
  tally.Add(times - failed, 0, "");
  context.out << NameOf(claim) << ": " << times - failed << " of " << times
              << " times\n"
              << std::flush;
  return absl::OkStatus();
}

}  // namespace

absl::Status VerifyCourse(Context& context,
                          const std::vector<Exercise>& exercises,
                          Tally& tally) {
  for (const Exercise& exercise : exercises) {
    const std::vector<std::string> missing =
        MissingParts(context.disk, context.course, exercise);
    tally.Count(absl::StrCat(exercise.id, "  is whole"),
                absl::StrJoin(missing, "; "));
    if (!missing.empty()) continue;  // half an exercise has nothing to prove
    absl::Status pair =
        TestClaims(context, ClaimsOfPair(context.course, exercise), tally);
    if (!pair.ok()) return pair;
    const absl::StatusOr<std::vector<Claim>> answers =
        ClaimsOfAnswers(context.disk, context.course, exercise);
    if (!answers.ok()) {
      tally.Count(absl::StrCat(exercise.id, "  known answers"),
                  answers.status().message());
      continue;
    }
    const absl::Status tested = TestClaims(context, *answers, tally);
    if (!tested.ok()) return tested;
  }
  return absl::OkStatus();
}

absl::Status RepeatProofs(Context& context,
                          const std::vector<Exercise>& exercises,
                          const Repetitions& repetitions, Tally& tally) {
  for (const Exercise& exercise : exercises) {
    if (!MissingParts(context.disk, context.course, exercise).empty()) continue;
    for (const Claim& claim : ClaimsOfPair(context.course, exercise)) {
      const absl::Status repeated =
          Repeat(context, claim, repetitions.pairs, tally);
      if (!repeated.ok()) return repeated;
    }
    if (repetitions.answers == 0) continue;
    const absl::StatusOr<std::vector<Claim>> answers =
        ClaimsOfAnswers(context.disk, context.course, exercise);
    for (const Claim& claim : answers.value_or(std::vector<Claim>{})) {
      const absl::Status repeated =
          Repeat(context, claim, repetitions.answers, tally);
      if (!repeated.ok()) return repeated;
    }
  }
  return absl::OkStatus();
}

}  // namespace racelings
