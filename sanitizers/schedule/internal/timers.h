// timerfd on the virtual clock: an eventfd stands in for the timer, and the
// explorer writes to it when the time has come. What reads it finds the same
// eight bytes: how often it went off.
//
// Thread safety: for the thread whose turn it is.

#ifndef RACELINGS_SCHEDULE_INTERNAL_TIMERS_H_
#define RACELINGS_SCHEDULE_INTERNAL_TIMERS_H_

#include <cstdint>

namespace schedule::internal {

struct Timer {
  int fd = -1;
  int clock = 0;
  int64_t deadline = INT64_MAX;  // kNever: not set.
  int64_t interval = 0;          // 0: goes off once.
};

// False when there are more than can be followed.
bool AddTimer(int fd, int clock);
// Null where `fd` is none.
Timer* FindTimer(int fd);
bool IsTimer(int fd);
void ForgetTimer(int fd);
// At the begin of each schedule.
void ForgetTimers();

// Writes to each timer that is due at `now`.
void FireTimers(int64_t now);

// When the first goes off that would wake somebody, as far as is known; kNever:
// none. One that went off and was not read wakes nobody again.
int64_t NextTimer();

}  // namespace schedule::internal

#endif  // RACELINGS_SCHEDULE_INTERNAL_TIMERS_H_
