#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "runner/commands/command.h"
#include "runner/commands/select.h"
#include "runner/commands/show_verdict.h"
#include "runner/exercise/suggest.h"
#include "runner/exercise/test_names.h"
#include "runner/system/error.h"
#include "schedule/schedule_string.h"

namespace racelings {
namespace {

// The whole name, "Suite.Name", of the test that was typed with or without its
// suite; "" where none was.
absl::StatusOr<std::string> SelectTest(Context& context,
                                       const Exercise& exercise,
                                       const std::string& typed) {
  if (typed.empty()) return "";
  const absl::StatusOr<std::string> source =
      context.disk.Read(context.course.TestFile(exercise.id));
  if (!source.ok()) return source.status();
  std::vector<std::string> known;
  for (const std::string& name : TestNames(*source)) {
    known.push_back(name.substr(name.find('.') + 1));
    if (name == typed || known.back() == typed) return name;
  }
  const std::string nearest = Nearest(typed, known);
  return UsageError(
      absl::StrCat("there is no test '", typed, "' in ", exercise.id,
                   nearest.empty()
                       ? absl::StrCat(": it has ", absl::StrJoin(known, ", "))
                       : absl::StrCat(". Did you mean ", nearest, "?")),
      absl::StrCat("./racelings check ", exercise.number,
                   "   (shows the whole command to replay what it finds)"));
}

}  // namespace

absl::StatusOr<int> Replay(Context& context, const Options& options) {
  const absl::StatusOr<Exercise> exercise =
      SelectOne(context, options.arguments.front());
  if (!exercise.ok()) return exercise.status();
  const std::string& typed = options.arguments.back();
  const std::string_view picks = schedule::TakeLate(typed, nullptr);
  if (!schedule::ParseSchedule(picks).has_value()) {
    return UsageError(
        absl::StrCat("'", typed,
                     "' is no schedule: one looks like b5ac2, a letter for "
                     "each thread and how often it is its turn"),
        absl::StrCat("./racelings check ", exercise->number,
                     "   (names one with what it finds)"));
  }
  absl::StatusOr<CheckRequest> request =
      SelectAnswer(context, *exercise, options);
  if (!request.ok()) return request.status();
  const absl::StatusOr<std::string> test =
      SelectTest(context, *exercise, options.test);
  if (!test.ok()) return test.status();
  request->replay = typed;
  request->test = *test;
  Checker checker = context.MakeChecker();
  const absl::StatusOr<Verdict> verdict = checker.Check(*request);
  if (!verdict.ok()) return verdict.status();
  return ShowVerdict(context, options, *exercise, *verdict);
}

}  // namespace racelings
