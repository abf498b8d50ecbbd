#include "runner/commands/command.h"
#include "runner/commands/select.h"
#include "runner/commands/tally.h"
#include "runner/commands/verify_course.h"
#include "runner/exercise/parts.h"
#include "runner/system/error.h"

namespace racelings {

absl::StatusOr<int> Verify(Context& context, const Options& options) {
  RACELINGS_RETURN_IF_ERROR(
      RequireSolutions(context, "verify", "./racelings selftest"));
  const absl::StatusOr<std::vector<Exercise>> exercises =
      Select(context, options.arguments);
  if (!exercises.ok()) return exercises.status();
  Tally tally(context.out, context.terminal, context.progress);
  if (options.arguments.empty()) {
    for (const std::string& stray :
         Strays(context.disk, context.course, *exercises)) {
      tally.Count(
          stray,
          "belongs to no exercise: there is no such folder in exercises/");
    }
    for (const std::string& clash : NameClashes(*exercises))
      tally.Count("names", clash);
  }
  RACELINGS_RETURN_IF_ERROR(VerifyCourse(
      context, *exercises,
      Repetitions{.pairs = options.pairs > 0 ? options.pairs : options.times,
                  .answers = options.times},
      tally));
  tally.Finish(/*again=*/false);
  return tally.failed() == 0 ? kPassed : kNotYet;
}

}  // namespace racelings
