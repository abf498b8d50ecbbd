#include "runner/commands/command.h"
#include "runner/commands/doctor_checks.h"
#include "runner/commands/tally.h"
#include "runner/system/error.h"

namespace racelings {

absl::StatusOr<int> Doctor(Context& context, const Options&) {
  Tally tally(context.out, context.terminal, context.progress);
  RACELINGS_RETURN_IF_ERROR(RunDoctor(context, tally));
  tally.Finish(/*again=*/false);
  return tally.failed() == 0 ? kPassed : kInfra;
}

}  // namespace racelings
