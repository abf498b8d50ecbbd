#include "runner/commands/command.h"
#include "runner/commands/remember.h"
#include "runner/commands/select.h"
#include "runner/commands/show_verdict.h"
#include "runner/progress/progress_file.h"
#include "runner/progress/starter.h"

namespace racelings {

absl::StatusOr<int> Check(Context& context, const Options& options) {
  const absl::StatusOr<Exercise> exercise =
      SelectOneOrCurrent(context, options.arguments);
  if (!exercise.ok()) return exercise.status();
  KeepStarter(context.disk, context.course, *exercise);
  const absl::StatusOr<CheckRequest> request =
      SelectAnswer(context, *exercise, options);
  if (!request.ok()) return request.status();
  Checker checker = context.MakeChecker();
  const absl::StatusOr<Verdict> verdict = checker.Check(*request);
  if (!verdict.ok()) return verdict.status();
  const int shown = ShowVerdict(context, options, *exercise, *verdict);
  if (verdict->status == Status::kPass && request->answer == "exercise") {
    ProgressFile progress(context.disk, context.progress, context.course);
    Remember(context, progress.RecordPass(*exercise, verdict->fingerprint));
  }
  return shown;
}

}  // namespace racelings
