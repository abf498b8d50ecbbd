// What keys do.

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "runner/exercise/parts.h"
#include "runner/report/raw.h"
#include "runner/watch/prose.h"
#include "runner/watch/session.h"

namespace racelings {

void Session::Press(const Key& key) {
  if (!senses_.display.by_line()) return PressOne(key);
  if (key.name == Key::kEnter) return PressLine();
  if (key.name == Key::kText) absl::StrAppend(&line_, key.text);
}

// A line has one of the keys, or the name of an exercise.
void Session::PressLine() {
  const std::string line(absl::StripAsciiWhitespace(line_));
  line_.clear();
  if (line.size() <= 1 && !(line.size() == 1 && absl::ascii_isdigit(line[0]))) {
    menu_.reset();
    return PressOne(line.empty() ? Key{Key::kEnter} : Key{Key::kText, line});
  }
  const absl::StatusOr<const Exercise*> found = FindExercise(exercises_, line);
  if (!found.ok())
    return ShowText(absl::StrCat(found.status().message(), "\n"));
  Go(**found);
}

void Session::PressOne(const Key& key) {
  if (view_ == View::kRan) {  // any key
    senses_.display.Enter();
    view_ = View::kText;
    if (verdict_) ShowVerdictText();
    return;
  }
  if (asking_) {
    asking_ = false;
    if (key.Is('y') || key.Is('Y')) todo_ = Todo::kReset;
    return;
  }
  if (menu_) return PressInMenu(key);
  PressCommand(key);
}

void Session::PressInMenu(const Key& key) {
  const Menu::Answer answer = menu_->Press(key);
  if (answer == Menu::Answer::kOpen) return;
  const std::string id =
      answer == Menu::Answer::kChosen ? menu_->chosen().id : "";
  menu_.reset();
  if (id.empty() || id == exercise().id) return;
  const absl::StatusOr<const Exercise*> found = FindExercise(exercises_, id);
  if (found.ok()) Go(**found);
}

void Session::PressP() {
  if (finding() == nullptr || finding()->schedule.empty()) {
    return ShowText(
        "There is no schedule to replay: p is for what a check has found "
        "in one.\n");
  }
  todo_ = Todo::kReplay;
}

void Session::PressS() {
  if (IsLearnersCopy(context_.disk, context_.course)) {
    return ShowText(
        "This is a learner's copy of the course: it has no solutions (your "
        "teacher has).\nh gives hints, each of which tells more.\n");
  }
  if (!solved()) {
    return ShowText(
        "Our solution is for afterwards: s shows it once yours is right.\n"
        "Until then, h gives hints, each of which tells more.\n");
  }
  todo_ = Todo::kSolution;
}

void Session::PressT() {
  if (finding() == nullptr || finding()->raw.empty()) {
    return ShowText(
        "No tool has said anything: t is for what ThreadSanitizer or the "
        "compiler reports.\n");
  }
  ShowText(RawText(context_.MakeReader(), *finding()));
}

void Session::PressCommand(const Key& key) {
  switch (key.name) {
    case Key::kUp:
      return senses_.display.Scroll(-1, 0);
    case Key::kDown:
      return senses_.display.Scroll(1, 0);
    case Key::kPageUp:
      return senses_.display.Scroll(0, -1);
    case Key::kPageDown:
      return senses_.display.Scroll(0, 1);
    case Key::kHome:
      return senses_.display.Scroll(0, -1000);
    case Key::kEnd:
      return senses_.display.Scroll(0, 1000);
    case Key::kEscape:
      if (verdict_) ShowVerdictText();
      return;
    case Key::kText:
      break;
    default:
      return;
  }
  const Terminal terminal = senses_.display.terminal();
  switch (key.text[0]) {
    case ' ':
      return senses_.display.Scroll(0, 1);
    case 'j':
      return senses_.display.Scroll(1, 0);
    case 'k':
      return senses_.display.Scroll(-1, 0);
    case 'b':
      return GoBy(-1);
    case 'c':
      unchecked_ = true;
      todo_ = Todo::kCheck;
      return;
    case 'h':
      todo_ = Todo::kHint;
      return;
    case 'i':
      return ShowText(ProseOf(LessonOf(context_, exercise()), terminal));
    case 'l':
      Recount();
      menu_.emplace(MenuRows(exercises_, tally_), exercise().id);
      return;
    case 'n':
      return GoBy(1);
    case 'o':
      todo_ = Todo::kPage;
      return;
    case 'p':
      return PressP();
    case 'q':
      todo_ = Todo::kQuit;
      return;
    case 'r':
      todo_ = Todo::kRun;
      return;
    case 's':
      return PressS();
    case 't':
      return PressT();
    case 'x':
      asking_ = true;
      return;
    case '?':
      return ShowText(
          HelpText(context_, terminal, exercise(), senses_.display.by_line()));
    default:
      return;
  }
}

}  // namespace racelings
