#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "runner/build/kit.h"
#include "runner/commands/command.h"
#include "runner/commands/select.h"
#include "runner/system/error.h"

namespace racelings {

absl::StatusOr<int> Run(Context& context, const Options& options) {
  const absl::StatusOr<Exercise> exercise =
      SelectOneOrCurrent(context, options.arguments);
  if (!exercise.ok()) return exercise.status();
  if (options.solution) {
    RACELINGS_RETURN_IF_ERROR(
        RequireSolutions(context, "--solution",
                         absl::StrCat("./racelings run ", exercise->number)));
  }
  const std::string target =
      absl::StrCat(exercise->id, options.solution ? ".solution" : ".exercise");
  Kit kit(context.disk, context.processes, context.progress, context.course);
  absl::Status built =
      kit.Build("release", {target}, absl::StrCat("building ", target));
  if (!built.ok()) {
    // An answer that does not compile is an answer that is not right yet.
    const bool answer_is_wrong = absl::StrContains(built.message(), ": error:");
    if (!answer_is_wrong) return built;
    context.out << ErrorText(context.terminal,
                             absl::StrCat(target, " does not compile"))
                << "  next: ./racelings check " << exercise->number
                << "   (shows the line)\n";
    return kNotYet;
  }
  context.out << std::flush;
  const std::filesystem::path program =
      context.course.BuildFolder() / "release" / "bin" / target;
  const absl::StatusOr<Outcome> outcome =
      context.processes.Run({.argv = {program.string()}, .interactive = true});
  if (!outcome.ok()) return outcome.status();
  if (outcome->ok()) return kPassed;
  context.out << ErrorText(
                     context.terminal,
                     absl::StrCat(target, " ended with ", Describe(*outcome)))
              << "  next: ./racelings check " << exercise->number
              << "   (says why)\n";
  return kNotYet;
}

}  // namespace racelings
