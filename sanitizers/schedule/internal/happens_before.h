// What the events of a schedule say of each other: which locks are held after
// each, and which must have come before which. C++ calls the latter
// happens-before ([intro.races]); a notification and the wakeup it causes are
// put in as well, although the standard makes the mutex order those.

#ifndef RACELINGS_SCHEDULE_INTERNAL_HAPPENS_BEFORE_H_
#define RACELINGS_SCHEDULE_INTERNAL_HAPPENS_BEFORE_H_

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "schedule/internal/channel.h"

namespace schedule::internal {

// Events are named by their index in Channel::events.
class HappensBefore {
 public:
  explicit HappensBefore(const Channel& channel);

  // Events of other threads that came directly before, in rising order.
  // Atomics make no entry: their memory order is not recorded.
  const std::vector<int>& Before(int event) const { return before_[event]; }
  // The locks that the event's thread holds after it.
  const std::vector<std::string>& Held(int event) const { return held_[event]; }

  // A thread's last event up to `event`, or -1.
  int LastOf(int thread, int event) const;
  // The last event of `thread` that happens before the end of `event`, or -1.
  int LastBefore(int thread, int event) const;

 private:
  using Key = std::pair<const void*, ObjectKind>;
  struct Lock {
    Key key;
    std::string name;
    bool alone;
  };
  // What gave an object up, or signalled it, last.
  struct Given {
    int alone = -1;           // A lock held alone, a semaphore, a first use.
    std::vector<int> shared;  // Locks that were shared, since then.
  };

  void Follow(int index);
  void Take(int index, bool alone);
  void TryTake(int index);
  void GiveUp(int index);
  void AddBefore(int index, int earlier);

  const Channel& channel_;
  std::vector<std::vector<int>> before_;
  std::vector<std::vector<std::string>> held_;
  // As far as the events were followed.
  std::map<int, std::vector<Lock>> locks_;  // By thread.
  std::map<Key, Given> given_;
  std::map<int, int> created_;  // By thread: the event that started it.
  std::map<int, int> last_;     // By thread.
};

}  // namespace schedule::internal

#endif  // RACELINGS_SCHEDULE_INTERNAL_HAPPENS_BEFORE_H_
