// Why a thread that waits on a condition variable was never woken.

#ifndef RACELINGS_SCHEDULE_INTERNAL_NOTIFICATIONS_H_
#define RACELINGS_SCHEDULE_INTERNAL_NOTIFICATIONS_H_

#include "schedule/internal/channel.h"

namespace schedule::internal {

// The last notification of what a thread waits on, as far as it is to blame.
struct LastNotification {
  enum class Fate {
    kNone,     // There was none, or the thread has acted on it.
    kLost,     // It came after the thread's last look and before its wait.
    kToOther,  // It woke one thread, another one, while this one waited too.
    kTooSoon,  // Whoever notified took the lock once more after that, and what
               // it then changed was never told.
  };
  Fate fate = Fate::kNone;
  int by = -1;     // The thread that notified.
  int event = -1;  // In the trace; -1 where there is no trace.
  int woke = -1;   // The thread that it woke instead; -1: none.
  int lock = 0;    // For kTooSoon: the number of the mutex.
  Stack stack{};   // Of the notification; for kTooSoon, of taking the lock.
};

// None where it does not wait on a condition variable.
// REQUIRES: blocked.op.kind == OpKind::kWait.
LastNotification NotificationMissedBy(const Channel& channel,
                                      const Blocked& blocked);

}  // namespace schedule::internal

#endif  // RACELINGS_SCHEDULE_INTERNAL_NOTIFICATIONS_H_
