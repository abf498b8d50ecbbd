#include "runner/watch/session.h"

#include <algorithm>
#include <sstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "runner/exercise/parts.h"
#include "runner/progress/progress_file.h"
#include "runner/report/text.h"
#include "runner/report/words.h"
#include "runner/system/error.h"

namespace racelings {

Session::Session(Context& context, Senses senses,
                 std::vector<Exercise> exercises)
    : context_(context),
      senses_(senses),
      exercises_(std::move(exercises)),
      exercise_(&exercises_.front()),
      status_line_(
          context.out,
          [this](std::string status) {
            status_ = std::move(status);
            Draw();
          },
          [this](std::string_view line) {
            absl::StrAppend(&notice_, line, "\n");
          }) {
  const ProgressFile progress(context_.disk, status_line_, context_.course);
  const Exercise* current = progress.Current(exercises_);
  TakeUp(current == nullptr ? exercises_.back() : *current);
  context_.processes.set_attention(this);
}

Session::~Session() { context_.processes.set_attention(nullptr); }

absl::Status Session::Run() {
  Draw();
  while (true) {
    const Todo todo = std::exchange(todo_, Todo::kNothing);
    if (todo == Todo::kQuit) return absl::OkStatus();
    absl::Status status =
        todo == Todo::kNothing ? context_.processes.Wait() : Do(todo);
    // What ended early for the sake of something else was not stopped.
    if (absl::IsCancelled(status) && todo_ != Todo::kNothing)
      status = absl::OkStatus();
    if (!status.ok()) return status;
    if (todo_ == Todo::kNothing && unchecked_ && view_ != View::kRan)
      todo_ = Todo::kCheck;
    Draw();
  }
}

absl::Status Session::Do(Todo todo) {
  switch (todo) {
    case Todo::kCheck:
      return DoCheck();
    case Todo::kRun:
      return DoRun();
    case Todo::kReplay:
      return DoReplay();
    case Todo::kPage:
      DoPage();
      break;
    case Todo::kReset:
      DoReset();
      break;
    case Todo::kHint:
      DoHint();
      break;
    case Todo::kSolution:
      DoSolution();
      break;
    case Todo::kSuspend:
      senses_.display.Suspend();
      break;
    case Todo::kNothing:
    case Todo::kQuit:
      break;
  }
  return absl::OkStatus();
}

// --- What is seen and heard
// ---------------------------------------------------

std::vector<int> Session::Descriptors() {
  std::vector<int> descriptors;
  for (const int descriptor :
       {senses_.keyboard.descriptor(), senses_.files.descriptor(),
        senses_.display.descriptor()}) {
    if (descriptor >= 0) descriptors.push_back(descriptor);
  }
  return descriptors;
}

std::optional<Session::Clock::time_point> Session::Deadline() {
  std::optional<Clock::time_point> first = saved_due_;
  for (const auto& due :
       {senses_.keyboard.Deadline(), senses_.files.Deadline()}) {
    if (due && (!first || *due < *first)) first = due;
  }
  return first;
}

bool Session::GoOn() {
  const Display::Events events = senses_.display.Take();
  if (events.stopped) todo_ = Todo::kSuspend;
  if (events.resized && view_ == View::kVerdict && verdict_) ShowVerdictText();
  bool draw = events.resized;
  for (const Key& key : senses_.keyboard.Take()) {
    Press(key);
    draw = true;
  }
  const Clock::time_point now = Clock::now();
  if (senses_.files.Changed()) saved_due_ = now + senses_.settle;
  if (saved_due_ && now >= *saved_due_) {
    saved_due_.reset();
    NoticeSaved();
  }
  if (draw) Draw();
  return todo_ == Todo::kNothing;
}

void Session::NoticeSaved() {
  if (!exercise().manifest.ok()) return;
  const absl::StatusOr<Answer> answer = ReadAnswer(
      context_.disk, exercise(), context_.course.ExerciseFolder(exercise().id));
  if (!answer.ok()) return;  // on its way: it is heard of again
  const std::string saved =
      AnswerFingerprint(context_.disk, context_.course, exercise(), *answer);
  // Editors write twice, some of them.
  if (checking_ && saved == judged_) return;
  notice_.clear();
  unchecked_ = true;
  if (todo_ == Todo::kNothing) todo_ = Todo::kCheck;
}

// --- Where someone is
// ---------------------------------------------------------

void Session::TakeUp(const Exercise& exercise) {
  exercise_ = &exercise;
  verdict_.reset();
  unchecked_ = true;
  notice_.clear();
  menu_.reset();
  view_ = View::kVerdict;
  content_.clear();
  said_.clear();
  senses_.files.Watch(context_.course.ExerciseFolder(exercise.id),
                      exercise.manifest.ok()
                          ? exercise.manifest->edit
                          : std::vector<std::string>{"exercise.toml"});
  Recount();
}

void Session::Go(const Exercise& exercise) {
  ProgressFile progress(context_.disk, status_line_, context_.course);
  const absl::Status chosen = progress.Choose(exercise);
  TakeUp(exercise);
  if (!chosen.ok()) notice_ = absl::StrCat(chosen.message(), "\n");
  todo_ = Todo::kCheck;
}

void Session::GoBy(int by) {
  const ProgressFile progress(context_.disk, status_line_, context_.course);
  const auto at = exercise_ - exercises_.data();
  const auto next = at + by;
  // Behind one that is solved, those that are too are left out.
  const Exercise* open =
      by > 0 && solved() ? progress.Current(exercises_) : nullptr;
  if (open != nullptr && open != exercise_) return Go(*open);
  if (next < 0) return ShowText("This is the first exercise.\n");
  if (next >= static_cast<std::ptrdiff_t>(exercises_.size())) {
    return ShowText(
        solved() ? "That is all of them! ./racelings grade judges them once "
                   "more, for points.\n"
                 : "This is the last exercise. l shows them all.\n");
  }
  Go(exercises_[static_cast<std::size_t>(next)]);
}

void Session::Recount() {
  tally_ = CountCourse(context_, status_line_, senses_.display.terminal(),
                       exercises_);
}

bool Session::solved() const {
  return tally_.solved[static_cast<std::size_t>(exercise_ - exercises_.data())];
}

const Finding* Session::finding() const {
  return verdict_ && !verdict_->findings.empty() ? &verdict_->findings.front()
                                                 : nullptr;
}

// --- What is shown
// ------------------------------------------------------------

void Session::ShowVerdictText() {
  const Reader reader{context_.disk, context_.course, context_.from,
                      senses_.display.terminal(), /*by_keys=*/true};
  content_ = absl::StrCat(notice_, notice_.empty() ? "" : "\n",
                          VerdictText(reader, exercise(), *verdict_));
  view_ = View::kVerdict;
  said_.clear();
  ++content_number_;
}

void Session::ShowText(std::string text) {
  content_ = std::move(text);
  view_ = View::kText;
  ++content_number_;
}

void Session::Draw() {
  const Finding* found = finding();
  const bool has_schedule =
      found != nullptr && !ReplayCommand(exercise(), *verdict_, *found).empty();
  Scene scene;
  scene.title = TitleOf(exercise());
  scene.aside = AsideOf(exercise());
  scene.task = TaskOf(context_, exercise(), solved());
  scene.content = content_;
  scene.content_number = content_number_;
  scene.status = status_.empty() && checking_ ? "checking" : status_;
  if (scene.status.empty()) scene.status = said_;
  if (scene.status.empty()) scene.status = senses_.files.Remark();
  scene.bar = tally_.text;
  scene.keys =
      menu_ ? KeysOfMenu(menu_->typing())
            : KeysOfVerdict(
                  {.solved = solved(),
                   .solution = solved() &&
                               !IsLearnersCopy(context_.disk, context_.course),
                   .schedule = has_schedule,
                   .raw = found != nullptr && !found->raw.empty(),
                   .other_text = view_ == View::kText && verdict_});
  scene.menu = menu_ ? &*menu_ : nullptr;
  if (asking_) {
    scene.question =
        "Begin this exercise anew? Your file is kept beside it. y or n";
  }
  senses_.display.Show(scene);
}

}  // namespace racelings
