#ifndef RACELINGS_RUNNER_WATCH_TELL_H_
#define RACELINGS_RUNNER_WATCH_TELL_H_

#include <string>
#include <vector>

#include "runner/commands/command.h"
#include "runner/exercise/catalog.h"
#include "runner/watch/menu.h"
#include "runner/watch/scene.h"

namespace racelings {

// How far someone is in the course. `say` tells of a damaged record.
struct CourseTally {
  std::vector<bool> solved;  // of each exercise
  std::vector<bool> changed;
  std::string text;  // a bar, exercises and points
};
CourseTally CountCourse(const Context& context, Progress& say,
                        const Terminal& terminal,
                        const std::vector<Exercise>& exercises);

// The rows of the list.
std::vector<Menu::Row> MenuRows(const std::vector<Exercise>& exercises,
                                const CourseTally& tally);

// The parts of a scene that name the exercise and what is to be done.
std::string TitleOf(const Exercise& exercise);
std::string AsideOf(const Exercise& exercise);
std::string TaskOf(const Context& context, const Exercise& exercise,
                   bool solved);

// What the keys do, to be read at leisure.
std::string HelpText(const Context& context, const Terminal& terminal,
                     const Exercise& exercise, bool by_line);

// What there is for keys to show.
struct Showable {
  bool solved = false;
  bool solution = false;    // ours; looked at when it is solved
  bool schedule = false;    // that can be played again
  bool raw = false;         // what a tool has said
  bool other_text = false;  // stands where the verdict was
};

// The keys of a screen, the ones that matter most with the lowest rank.
std::vector<KeyHelp> KeysOfVerdict(const Showable& showable);
std::vector<KeyHelp> KeysOfMenu(bool typing);

// The lesson: the exercise's README.md.
std::string LessonOf(const Context& context, const Exercise& exercise);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_WATCH_TELL_H_
