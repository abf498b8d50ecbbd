#include "runner/commands/verify_starters.h"

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "runner/build/workspace.h"
#include "runner/progress/starter.h"
#include "runner/verdict/claim.h"

namespace racelings {
namespace {

// "" where the exercise begins as it should, otherwise why not.
absl::StatusOr<std::string> TryStarter(Context& context,
                                       const Exercise& exercise) {
  if (!exercise.manifest.ok()) return exercise.manifest.status();
  KeepStarter(context.disk, context.course, exercise);
  const absl::StatusOr<std::vector<Answer::File>> starter =
      FindStarter(context.disk, context.processes, context.course, exercise);
  if (!starter.ok()) return starter.status();
  const absl::StatusOr<std::unique_ptr<Workspace>> workspace =
      Workspace::Make(context.disk, context.course);
  if (!workspace.ok()) return workspace.status();
  const std::filesystem::path folder = (*workspace)->folder() / exercise.id;
  for (const Answer::File& file : *starter) {
    absl::Status written = context.disk.Write(folder / file.name, file.content);
    if (!written.ok()) return written;
  }
  Checker checker = context.MakeChecker();
  return TestClaim(context.disk, checker,
                   {&exercise,
                    folder,
                    "starter",
                    {exercise.manifest->starter.kind},
                    /*starter=*/true},
                   /*seed=*/1);
}

}  // namespace

absl::Status VerifyStarters(Context& context,
                            const std::vector<Exercise>& exercises,
                            Tally& tally) {
  for (const Exercise& exercise : exercises) {
    context.progress.Show(absl::StrCat("judging ", exercise.id));
    const absl::StatusOr<std::string> why = TryStarter(context, exercise);
    context.progress.Clear();
    if (absl::IsCancelled(why.status())) return why.status();
    tally.Count(
        absl::StrCat(exercise.id, "  begins wrong",
                     exercise.manifest.ok()
                         ? absl::StrCat(": ", exercise.manifest->starter.kind)
                         : ""),
        why.ok() ? *why : std::string(why.status().message()));
  }
  return absl::OkStatus();
}

}  // namespace racelings
