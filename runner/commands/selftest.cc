#include "runner/commands/command.h"
#include "runner/commands/doctor_checks.h"
#include "runner/commands/presets.h"
#include "runner/commands/scripts.h"
#include "runner/commands/select.h"
#include "runner/commands/tally.h"
#include "runner/commands/verify_course.h"
#include "runner/commands/verify_starters.h"
#include "runner/exercise/parts.h"
#include "runner/system/error.h"

namespace racelings {
namespace {

// The answers' own repetitions are one of the long proofs.
constexpr Repetitions kUsual{.pairs = 4};
constexpr Repetitions kFull{.pairs = 100};

}  // namespace

absl::StatusOr<int> SelfTest(Context& context, const Options& options) {
  const absl::StatusOr<std::vector<Exercise>> exercises = Select(context, {});
  if (!exercises.ok()) return exercises.status();
  Tally tally(context.out, context.terminal, context.progress);
  const auto begin = [&context](std::string_view part) {
    context.out << '\n' << context.terminal.Bold(part) << '\n' << std::flush;
  };
  const bool learners = IsLearnersCopy(context.disk, context.course);
  if (learners) {
    context.out << "This is a learner's copy of the course: it has no "
                   "solutions, and none of the project's own tests.\nWhat can "
                   "be tested is this machine, and that each exercise begins "
                   "as it should.\n";
  }
  begin("1. The tools");
  RACELINGS_RETURN_IF_ERROR(RunDoctor(context, tally));
  if (tally.failed() > 0) {  // nothing below can be trusted without them
    tally.Finish(/*again=*/true);
    return kInfra;
  }
  if (learners) {
    begin("2. Each exercise begins as it should: it is wrong, in its one way");
    RACELINGS_RETURN_IF_ERROR(VerifyStarters(context, *exercises, tally));
    tally.Finish(/*again=*/true);
    return tally.failed() == 0 ? kPassed : kNotYet;
  }
  begin("2. The presets: configure, build and test with CMake alone");
  RACELINGS_RETURN_IF_ERROR(RunPresets(context, tally));
  begin("3. The course keeps its word");
  RACELINGS_RETURN_IF_ERROR(
      VerifyCourse(context, *exercises, options.full ? kFull : kUsual, tally));
  begin("4. The program, from outside");
  RACELINGS_RETURN_IF_ERROR(RunScripts(context, tally));
  if (options.full) {
    begin("5. The long proofs");
    RACELINGS_RETURN_IF_ERROR(RunProofs(context, tally));
  }
  tally.Finish(/*again=*/true);
  return tally.failed() == 0 ? kPassed : kNotYet;
}

}  // namespace racelings
