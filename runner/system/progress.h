#ifndef RACELINGS_RUNNER_SYSTEM_PROGRESS_H_
#define RACELINGS_RUNNER_SYSTEM_PROGRESS_H_

#include <chrono>
#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>

#include "runner/system/terminal.h"

namespace racelings {

// Shows that a long step is alive: here on a stream, in a class that overrides
// what is protected wherever that likes. On a terminal it is one line that is
// written over and then erased. Elsewhere it is a plain line now and then, and
// none at all for a step that is quick.
class Progress {
 public:
  // Does not own `out`, which must outlive this.
  Progress(std::ostream& out, Terminal terminal)
      : out_(out), terminal_(terminal) {}
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  virtual ~Progress() { Erase(); }

  // `what` is being done, and `done` of `total` parts are ready; total 0:
  // unknown.
  void Show(std::string_view what, int done = 0, int total = 0);

  // The same of schedules: "playing schedules: 312 of 2000, no finding".
  void ShowSchedules(std::string_view what, std::int64_t done,
                     std::int64_t total, int findings);

  // A line that stays: something to know that is no part of the result.
  virtual void Say(std::string_view line);

  // To be called before anything else is printed.
  void Clear() { Hide(); }

 protected:
  // `what` is the same while a step lasts, `how_far` changes.
  virtual void Put(std::string_view what, std::string_view how_far);
  virtual void Hide() { Erase(); }

 private:
  using Clock = std::chrono::steady_clock;

  void Erase();

  std::ostream& out_;
  const Terminal terminal_;
  std::string what_;
  bool visible_ = false;
  Clock::time_point due_;  // when a plain line may be printed next
};

}  // namespace racelings

#endif  // RACELINGS_RUNNER_SYSTEM_PROGRESS_H_
