#include <string_view>

#include "absl/strings/str_cat.h"
#include "runner/commands/command.h"
#include "runner/commands/select.h"
#include "runner/commands/show_verdict.h"
#include "runner/report/page.h"
#include "runner/report/words.h"
#include "runner/system/error.h"

namespace racelings {
namespace {

// Where the page goes: one for each of the answers that may be looked at.
std::filesystem::path PageFile(const Context& context, const Options& options,
                               const CheckRequest& request) {
  if (!options.output.empty())
    return (context.from / options.output).lexically_normal();
  const std::string_view which = request.answer == "exercise"   ? ""
                                 : request.answer == "solution" ? ".solution"
                                                                : ".answer";
  return context.course.BuildFolder() / "reports" /
         absl::StrCat(request.exercise.id, which, ".html");
}

}  // namespace

absl::StatusOr<int> Report(Context& context, const Options& options) {
  const absl::StatusOr<Exercise> exercise =
      SelectOneOrCurrent(context, options.arguments);
  if (!exercise.ok()) return exercise.status();
  const absl::StatusOr<CheckRequest> request =
      SelectAnswer(context, *exercise, options);
  if (!request.ok()) return request.status();
  const std::filesystem::path file = PageFile(context, options, *request);
  if (context.disk.IsFolder(file)) {
    return UsageError(absl::StrCat(file.string(), " is a folder"),
                      "./racelings report --help");
  }
  Checker checker = context.MakeChecker();
  const absl::StatusOr<Verdict> verdict = checker.Check(*request);
  if (!verdict.ok()) return verdict.status();
  // Of what says nothing about the answer there is nothing to draw.
  if (verdict->status == Status::kInfra)
    return ShowVerdict(context, options, *exercise, *verdict);
  RACELINGS_RETURN_IF_ERROR(context.disk.Write(
      file, PageHtml(context.disk, context.course, *request, *verdict)));
  const Terminal& terminal = context.terminal;
  const bool passed = verdict->status == Status::kPass;
  context.out << exercise->id << ": "
              << (passed ? terminal.Green("right")
                         : absl::StrCat(terminal.Red("not yet"), ": ",
                                        Headline(verdict->findings.front())))
              << '\n'
              << FileUrl(file) << '\n'
              << terminal.Bold("next:") << " open that in a browser"
              << (passed ? "" : "; the arrow keys step through what happened")
              << '\n';
  return passed ? kPassed : kNotYet;
}

}  // namespace racelings
