#include "absl/strings/str_cat.h"
#include "runner/build/kit.h"
#include "runner/commands/command.h"
#include "runner/compare/measure.h"
#include "runner/compare/show.h"
#include "runner/system/error.h"

namespace racelings {

absl::StatusOr<int> Compare(Context& context, const Options& options) {
  constexpr char kProgram[] = "compare_models";
  Kit kit(context.disk, context.processes, context.progress, context.course);
  RACELINGS_RETURN_IF_ERROR(
      kit.Build("release", {kProgram}, "building what measures"));
  const absl::StatusOr<Comparison> comparison = Measure(
      context.processes, context.progress,
      context.course.BuildFolder() / "release" / "bin" / kProgram,
      {.tasks = options.tasks, .task_time = FloatSeconds(options.seconds)});
  if (!comparison.ok()) return comparison.status();
  context.out << (options.json ? CompareJson(*comparison)
                               : CompareText(context.terminal, *comparison));
  if (options.html.empty()) return kPassed;
  const std::filesystem::path page = context.from / options.html;
  const absl::Status written =
      context.disk.Write(page, ComparePage(*comparison));
  if (!written.ok()) {
    return InfraError(
        absl::StrCat("the page was not written: ", written.message()),
        "./racelings compare --html ~/compare.html   (or "
        "another place that you may write to)");
  }
  if (!options.json) {
    context.out << "\nThe chart is in " << page.string()
                << ": open it with a browser.\n";
  }
  return kPassed;
}

}  // namespace racelings
