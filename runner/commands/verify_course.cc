#include "runner/commands/verify_course.h"

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "runner/build/tool_error.h"
#include "runner/exercise/parts.h"
#include "runner/system/error.h"
#include "runner/system/use.h"
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

absl::Status VerifyOne(Context& context, const Exercise& exercise,
                       const Repetitions& repetitions, Tally& tally) {
  const std::vector<std::string> missing =
      MissingParts(context.disk, context.course, exercise);
  tally.Count(absl::StrCat(exercise.id, "  is whole"),
              absl::StrJoin(missing, "; "));
  // Half an exercise has nothing to prove.
  if (!missing.empty()) return absl::OkStatus();
  RACELINGS_RETURN_IF_ERROR(Try(context, ClaimsOfPair(context.course, exercise),
                                repetitions.pairs, tally));
  const absl::StatusOr<std::vector<Claim>> answers =
      ClaimsOfAnswers(context.disk, context.course, exercise);
  if (!answers.ok()) {
    tally.Count(absl::StrCat(exercise.id, "  known answers"),
                answers.status().message());
    return absl::OkStatus();
  }
  return Try(context, *answers, repetitions.answers, tally);
}

// What `verify` prints in another process, counted and printed here when that
// process is through with its exercise.
class Elsewhere {
 public:
  Elsewhere(const Exercise& exercise, Context& context, Tally& tally)
      : exercise_(exercise), context_(context), tally_(tally) {}

  void Take(std::string_view line) {
    int passed = 0;
    int failed = 0;
    if (ParseCount(line, passed, failed)) {
      Close(passed, failed);
    } else if (!line.empty()) {
      text_.push_back(std::string(line));
    }
  }

  bool closed() const { return closed_; }

 private:
  void Close(int passed, int failed) {
    closed_ = true;
    context_.progress.Clear();
    int told = 0;
    for (std::size_t i = 0; i < text_.size(); ++i) {
      std::string_view line = text_[i];
      if (!absl::ConsumePrefix(&line, "FAIL  ")) {
        context_.out << text_[i] << '\n';
        continue;
      }
      std::string failure(line);
      while (i + 1 < text_.size() && absl::StartsWith(text_[i + 1], "  "))
        absl::StrAppend(&failure, "\n", text_[++i]);
      tally_.Fail(failure);
      ++told;
    }
    context_.out << std::flush;
    tally_.Add(passed, failed - told, exercise_.id);
  }

  const Exercise& exercise_;
  Context& context_;
  Tally& tally_;
  std::vector<std::string> text_;
  bool closed_ = false;
};

absl::Status VerifySideBySide(Context& context,
                              const std::vector<Exercise>& exercises,
                              const Repetitions& repetitions, Tally& tally) {
  std::vector<Elsewhere> parts;
  parts.reserve(exercises.size());
  std::vector<Command> commands;
  for (const Exercise& exercise : exercises) {
    Elsewhere& part = parts.emplace_back(exercise, context, tally);
    commands.push_back(
        {.argv = {context.self.string(), "verify", exercise.id,
                  absl::StrCat("--times=", repetitions.answers),
                  absl::StrCat("--pairs=", repetitions.pairs)},
         .environment = {{"RACELINGS_ROOT", context.course.root.string()},
                         {"NO_COLOR", "1"}},
         .on_line = [&part](std::string_view line) { part.Take(line); }});
  }
  context.progress.Show("testing what the course says of itself");
  const absl::StatusOr<std::vector<Outcome>> outcomes =
      context.processes.RunQueue(commands, Processors());
  context.progress.Clear();
  if (!outcomes.ok()) return outcomes.status();
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].closed()) continue;
    tally.Count(exercises[i].id,
                absl::StrCat("verify did not come to its end: ",
                             Describe((*outcomes)[i]), "\n  ",
                             TheError((*outcomes)[i].output)));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status VerifyCourse(Context& context,
                          const std::vector<Exercise>& exercises,
                          const Repetitions& repetitions, Tally& tally) {
  if (exercises.size() > 1)
    return VerifySideBySide(context, exercises, repetitions, tally);
  for (const Exercise& exercise : exercises) {
    RACELINGS_RETURN_IF_ERROR(VerifyOne(context, exercise, repetitions, tally));
  }
  return absl::OkStatus();
}

}  // namespace racelings
