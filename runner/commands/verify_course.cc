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

absl::Status Try(Context& context, const Claim& claim, int times,
                 Tally& tally) {
  Checker checker = context.MakeChecker();
  int held = 0;
  for (int seed = 1; seed <= times; ++seed) {
    context.progress.Show(NameOf(claim), seed, times > 1 ? times : 0);
    const absl::StatusOr<std::string> why = TestClaim(
        context.disk, checker, claim, static_cast<std::uint64_t>(seed));
    if (!why.ok()) return why.status();
    if (times == 1) {
      tally.Count(NameOf(claim), *why);
    } else if (why->empty()) {
      ++held;
    } else {
      tally.Count(absl::StrCat(NameOf(claim), ", seed ", seed), *why);
    }
  }
  if (times == 1) return absl::OkStatus();
  context.progress.Clear();
  tally.Add(held, 0, "");
  context.out << NameOf(claim) << ": " << held << " of " << times << " times\n"
              << std::flush;
  return absl::OkStatus();
}

absl::Status Try(Context& context, const std::vector<Claim>& claims, int times,
                 Tally& tally) {
  for (const Claim& claim : claims) {
    const absl::Status tried = Try(context, claim, times, tally);
    if (!tried.ok()) return tried;
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status VerifyCourse(Context& context,
                          const std::vector<Exercise>& exercises,
                          const Repetitions& repetitions, Tally& tally) {
  for (const Exercise& exercise : exercises) {
    const std::vector<std::string> missing =
        MissingParts(context.disk, context.course, exercise);
    tally.Count(absl::StrCat(exercise.id, "  is whole"),
                absl::StrJoin(missing, "; "));
    if (!missing.empty()) continue;  // half an exercise has nothing to prove
    absl::Status pair = Try(context, ClaimsOfPair(context.course, exercise),
                            repetitions.pairs, tally);
    if (!pair.ok()) return pair;
    const absl::StatusOr<std::vector<Claim>> answers =
        ClaimsOfAnswers(context.disk, context.course, exercise);
    if (!answers.ok()) {
      tally.Count(absl::StrCat(exercise.id, "  known answers"),
                  answers.status().message());
      continue;
    }
    const absl::Status tried =
        Try(context, *answers, repetitions.answers, tally);
    if (!tried.ok()) return tried;
  }
  return absl::OkStatus();
}

}  // namespace racelings
