#ifndef RACELINGS_RUNNER_WATCH_SESSION_H_
#define RACELINGS_RUNNER_WATCH_SESSION_H_

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "runner/commands/command.h"
#include "runner/exercise/catalog.h"
#include "runner/watch/display.h"
#include "runner/watch/file_watcher.h"
#include "runner/watch/keyboard.h"
#include "runner/watch/menu.h"
#include "runner/watch/scene.h"
#include "runner/watch/status_line.h"
#include "runner/watch/tell.h"

namespace racelings {

// A session of the watch mode: the current exercise is checked whenever it is
// saved, and keys do what commands do.
//
// All happens in one thread. Whatever runs, Processes waits for it, and asks
// this, its attention, whenever a key comes or a file is saved. What only
// changes what is seen is done there and then. What has to run something else,
// or makes what runs pointless, is noted in todo_, and ends what runs: Run then
// does it.
class Session final : public Attention {
 public:
  // What the session perceives and is seen by, and how long a file has to be
  // left alone until it counts as saved.
  struct Senses {
    Keyboard& keyboard;
    FileWatcher& files;
    Display& display;
    std::chrono::milliseconds settle;
  };

  // Owns nothing; all must outlive this. REQUIRES: there is an exercise.
  Session(Context& context, Senses senses, std::vector<Exercise> exercises);
  ~Session() override;

  // Until someone quits. Cancelled: by Ctrl-C.
  absl::Status Run();

  // "3 of 22 exercises solved": how far the person is.
  std::string HowFar() const { return tally_.text; }

  std::vector<int> Descriptors() override;
  std::optional<Clock::time_point> Deadline() override;
  bool GoOn() override;

 private:
  enum class Todo {
    kNothing,
    kQuit,
    kCheck,
    kRun,
    kReplay,
    kPage,
    kReset,
    kHint,
    kSolution,
    kSuspend,
  };
  // What the content is.
  enum class View { kVerdict, kText, kRan };

  // What has come.
  void Press(const Key& key);
  void PressOne(const Key& key);
  void PressLine();
  void PressInMenu(const Key& key);
  void PressCommand(const Key& key);
  void PressP();
  void PressS();
  void PressT();
  void NoticeSaved();

  // What is to be done.
  absl::Status Do(Todo todo);
  absl::Status DoCheck();
  absl::Status DoRun();
  absl::Status DoReplay();
  void DoPage();
  void DoReset();
  void DoHint();
  void DoSolution();
  void DoSuspend();

  // A command of the program, with what it prints as text. Nobody is asked
  // meanwhile, unless `attentive`.
  struct Told {
    absl::StatusOr<int> status;
    std::string text;
  };
  Told Tell(CommandFunction command, const Options& options, bool attentive);

  void Go(const Exercise& exercise);  // there, and remembers it
  void GoBy(int by);
  void TakeUp(const Exercise& exercise);
  void Recount();
  void ShowVerdictText();
  void ShowText(std::string text);
  void Draw();

  const Exercise& exercise() const { return *exercise_; }
  bool solved() const;
  const Finding* finding() const;

  Context& context_;
  const Senses senses_;
  const std::vector<Exercise> exercises_;
  const Exercise* exercise_;  // the current one
  StatusLine status_line_;

  Todo todo_ = Todo::kCheck;
  bool unchecked_ = true;  // no verdict is on the answer as it was saved last
  bool checking_ = false;
  std::string judged_;  // what is being checked, or was
  std::optional<Clock::time_point> saved_due_;
  std::optional<Verdict> verdict_;
  std::string notice_;  // said above the next verdict

  View view_ = View::kVerdict;
  std::string content_;
  int content_number_ = 0;
  std::string status_;  // what goes on
  std::string said_;    // what has come of it, while something else is read
  std::optional<Menu> menu_;
  bool asking_ = false;  // whether to reset
  std::string line_;     // typed so far, where lines are typed
  CourseTally tally_;
};

}  // namespace racelings

#endif  // RACELINGS_RUNNER_WATCH_SESSION_H_
