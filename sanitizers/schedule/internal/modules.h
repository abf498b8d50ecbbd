// The loaded files of a worker: for naming addresses, and for noticing when a
// schedule leaves globals of the code under test changed.

#ifndef RACELINGS_SCHEDULE_INTERNAL_MODULES_H_
#define RACELINGS_SCHEDULE_INTERNAL_MODULES_H_

#include <signal.h>

#include <cstddef>
#include <vector>

#include "schedule/internal/channel.h"

namespace schedule::internal {

// With this signal the parent asks a worker where it is.
inline constexpr int kStuckSignal = SIGUSR2;

class ModuleList {
 public:
  // Notes what is loaded before Options::prepare runs.
  explicit ModuleList(Channel* channel);

  // Notes what it has loaded: that is the code under test. Writes the list to
  // the channel and copies the code's globals.
  void Finish();

  // Whether a global of the code under test differs from that copy. Constant
  // after the first difference, and always false where nothing was loaded.
  bool StateChanged() const;

 private:
  struct Copy {
    const unsigned char* start;
    std::vector<unsigned char> bytes;
  };

  Channel* channel_;
  std::vector<Copy> copies_;
};

}  // namespace schedule::internal

#endif  // RACELINGS_SCHEDULE_INTERNAL_MODULES_H_
