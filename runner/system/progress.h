#ifndef RACELINGS_RUNNER_SYSTEM_PROGRESS_H_
#define RACELINGS_RUNNER_SYSTEM_PROGRESS_H_

#include <chrono>
#include <ostream>
#include <string>
#include <string_view>

#include "runner/system/terminal.h"

namespace racelings {

// Shows that a long step is alive. On a terminal it is one line that is written
// over and then erased. Elsewhere it is a plain line now and then, and none at
// all for a step that is quick.
class Progress {
 public:
  // Does not own `out`, which must outlive this.
  Progress(std::ostream& out, Terminal terminal)
      : out_(out), terminal_(terminal) {}
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress() { Clear(); }

  // `what` is being done, and `done` of `total` parts are ready; total 0:
  // unknown.
  void Show(std::string_view what, int done = 0, int total = 0);

  // A line that stays: something to know that is no part of the result.
  void Say(std::string_view line);

  // To be called before anything else is printed.
  void Clear();

 private:
  using Clock = std::chrono::steady_clock;

  std::ostream& out_;
  const Terminal terminal_;
  std::string what_;
  bool visible_ = false;
  Clock::time_point due_;  // when a plain line may be printed next
};

}  // namespace racelings

#endif  // RACELINGS_RUNNER_SYSTEM_PROGRESS_H_
