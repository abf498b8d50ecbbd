#include "runner/watch/tell.h"

#include <cstddef>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "runner/exercise/course.h"
#include "runner/exercise/parts.h"
#include "runner/progress/progress_file.h"
#include "runner/report/text.h"

namespace racelings {
namespace {

std::string FolderOf(const Context& context, const Exercise& exercise) {
  return Shown(context.course,
               context.course.ExerciseFolder(exercise.id).string(),
               context.from);
}

std::string EditedOf(const Context& context, const Exercise& exercise) {
  std::vector<std::string> files;
  for (const std::string& name : exercise.manifest->edit)
    files.push_back(absl::StrCat(FolderOf(context, exercise), "/", name));
  return absl::StrJoin(files, " and ");
}

}  // namespace

CourseTally CountCourse(const Context& context, Progress& say,
                        const Terminal& terminal,
                        const std::vector<Exercise>& exercises) {
  const ProgressFile progress(context.disk, say, context.course);
  CourseTally tally;
  int solved = 0;
  int points = 0;
  int most_points = 0;
  for (const Exercise& exercise : exercises) {
    const Standing standing = progress.StandingOf(exercise);
    const int own = exercise.manifest.ok() ? exercise.manifest->points : 0;
    tally.solved.push_back(standing == Standing::kSolved);
    tally.changed.push_back(standing == Standing::kChanged);
    solved += standing == Standing::kSolved ? 1 : 0;
    points += standing == Standing::kSolved ? own : 0;
    most_points += own;
  }
  tally.text = absl::StrCat(
      ProgressBar(terminal, solved, static_cast<int>(exercises.size())), ", ",
      points, " of ", most_points, " points");
  return tally;
}

std::vector<Menu::Row> MenuRows(const std::vector<Exercise>& exercises,
                                const CourseTally& tally) {
  std::vector<Menu::Row> rows;
  for (std::size_t i = 0; i < exercises.size(); ++i) {
    const absl::StatusOr<Manifest>& manifest = exercises[i].manifest;
    rows.push_back({.id = exercises[i].id,
                    .title = manifest.ok() ? manifest->title : "cannot be read",
                    .chapter = manifest.ok() ? manifest->chapter : "",
                    .mark = tally.solved[i]    ? "solved"
                            : tally.changed[i] ? "changed"
                                               : "",
                    .points = manifest.ok() ? manifest->points : 0});
  }
  return rows;
}

std::string TitleOf(const Exercise& exercise) {
  return exercise.manifest.ok()
             ? absl::StrCat(exercise.id, ": ", exercise.manifest->title)
             : exercise.id;
}

std::string AsideOf(const Exercise& exercise) {
  if (!exercise.manifest.ok()) return "";
  return absl::StrCat(exercise.manifest->chapter, ", ",
                      exercise.manifest->points, " points");
}

std::string TaskOf(const Context& context, const Exercise& exercise,
                   bool solved) {
  if (!exercise.manifest.ok()) return "Its exercise.toml cannot be read.";
  if (solved && IsLearnersCopy(context.disk, context.course))
    return "Solved. n goes on to the next one.";
  if (solved) {
    return "Solved. n goes on to the next one; s shows our solution beside "
           "yours.";
  }
  return absl::StrCat("Edit ", EditedOf(context, exercise), " and save it.");
}

std::string HelpText(const Context& context, const Terminal& terminal,
                     const Exercise& exercise, bool by_line) {
  std::string text =
      absl::StrCat(terminal.Bold("How this works"), "\n\n",
                   "Something is wrong with the exercise, in one way. Edit ",
                   exercise.manifest.ok() ? EditedOf(context, exercise)
                                          : FolderOf(context, exercise),
                   " in your editor. Whenever you save it, it is compiled and "
                   "played under many thread schedules, and what is wrong "
                   "shows here. i shows what it is about.\n\n");
  static constexpr struct {
    std::string_view key;
    std::string_view what;
  } kKeys[] = {
      {"i", "the lesson: what the exercise is about, and what it wants"},
      {"h", "a hint; again: the next one, which tells more"},
      {"p", "play the schedule that fails again, and show every step of it"},
      {"o", "write a page that steps through it, and open it in a browser"},
      {"t", "the tool's own report: ThreadSanitizer's, or the compiler's"},
      {"r", "run the program of the exercise in real time; Ctrl-C ends it"},
      {"l", "the list of all exercises, to choose one"},
      {"n, b", "on to the next exercise, back to the one before"},
      {"s", "once it is right: our solution beside yours, and why it is right"},
      {"x", "begin this exercise anew; your file is kept beside it"},
      {"c", "check again, without saving"},
      {"q", "quit; ./racelings goes on here"},
  };
  const bool learners = IsLearnersCopy(context.disk, context.course);
  for (const auto& [key, what] : kKeys) {
    if (learners && key == "s") continue;
    absl::StrAppend(&text, "  ", terminal.Bold(absl::StrFormat("%-4s", key)),
                    "  ", what, "\n");
  }
  if (!by_line) {
    absl::StrAppend(
        &text,
        "\nArrow keys, space and PageUp move the text; Esc goes back to "
        "the verdict. Ctrl-Z stops all of this until you type fg.\n");
  }
  return text;
}

std::vector<KeyHelp> KeysOfVerdict(const Showable& showable) {
  const bool solved = showable.solved;
  std::vector<KeyHelp> keys;
  if (showable.other_text) keys.push_back({"Esc", "verdict", 1});
  if (solved) {
    keys.push_back({"n", "next", 1});
    if (showable.solution) keys.push_back({"s", "solution", 2});
  } else {
    keys.push_back({"i", "lesson", 5});
    keys.push_back({"h", "hint", 2});
  }
  if (showable.schedule) {
    keys.push_back({"p", "replay", 4});
    keys.push_back({"o", "page", 4});
  }
  keys.push_back({"r", "run", 6});
  keys.push_back({"l", "list", 3});
  if (!solved) keys.push_back({"n", "next", 5});
  keys.push_back({"b", "back", 7});
  keys.push_back({"x", "reset", 8});
  keys.push_back({"c", "check", 9});
  if (showable.raw) keys.push_back({"t", "tool's report", 11});
  if (solved) keys.push_back({"i", "lesson", 10});
  keys.push_back({"?", "help", 0});
  keys.push_back({"q", "quit", 0});
  return keys;
}

std::vector<KeyHelp> KeysOfMenu(bool typing) {
  if (typing) {
    return {{"type", "to filter", 0},
            {"Enter", "choose", 0},
            {"arrows", "move", 1},
            {"Esc", "show all", 0}};
  }
  return {{"arrows, j, k", "move", 1},
          {"Enter", "choose", 0},
          {"/", "filter", 0},
          {"Esc", "back", 0}};
}

std::string LessonOf(const Context& context, const Exercise& exercise) {
  const absl::StatusOr<std::string> lesson = context.disk.Read(
      context.course.ExerciseFolder(exercise.id) / "README.md");
  return lesson.value_or("This exercise has no lesson.\n");
}

}  // namespace racelings
