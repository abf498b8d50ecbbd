#include "schedule/internal/notifications.h"

namespace schedule::internal {
namespace {

using Fate = LastNotification::Fate;

bool IsNotification(const TraceEvent& event, const Op& waited) {
  return (event.op.kind == OpKind::kNotifyOne ||
          event.op.kind == OpKind::kNotifyAll) &&
         event.op.object == waited.object &&
         event.op.object_kind == waited.object_kind;
}

// The one thread that the notification at `index` woke; -1: none, or several.
int WokenBy(const Channel& channel, int index) {
  int woken = -1;
  for (int i = index + 1; i < channel.event_count; ++i) {
    const TraceEvent& event = channel.events[i];
    if (event.op.kind != OpKind::kWait || event.woken_by != index) continue;
    if (woken >= 0) return -1;
    woken = event.thread;
  }
  return woken;
}

bool HasWoken(const Channel& channel, int index, int thread) {
  for (int i = index + 1; i < channel.event_count; ++i) {
    const TraceEvent& event = channel.events[i];
    if (event.op.kind == OpKind::kWait && event.woken_by == index &&
        event.thread == thread) {
      return true;
    }
  }
  return false;
}

// Where the last wait of `thread` began, which is the last thing it did.
int BeginOfWait(const Channel& channel, int thread) {
  int i = channel.event_count - 1;
  while (i >= 0 && channel.events[i].thread != thread) --i;
  return i;
}

bool TakesLock(const TraceEvent& event, const void* lock) {
  const OpKind kind = event.op.kind;
  return (kind == OpKind::kLock || kind == OpKind::kReadLock ||
          kind == OpKind::kTryLock) &&
         !event.in_vain && !event.timed_out && event.op.object == lock;
}

// Where `thread` last took `lock` after the event at `from`, other than at the
// end of a wait; -1: nowhere.
int LastLockAfter(const Channel& channel, int from, int thread,
                  const void* lock) {
  int found = -1;
  bool has_woken = false;
  for (int i = from + 1; i < channel.event_count; ++i) {
    const TraceEvent& event = channel.events[i];
    if (event.thread != thread) continue;
    if (TakesLock(event, lock) && !has_woken) found = i;
    has_woken = event.op.kind == OpKind::kWait;
  }
  return found;
}

// How often `thread` took the lock that it gave up at `wait`, since `from`.
int LocksSince(const Channel& channel, int from, int wait) {
  const TraceEvent& gave_up = channel.events[wait];
  int count = 0;
  for (int i = from + 1; i < wait; ++i) {
    const TraceEvent& event = channel.events[i];
    if (event.thread == gave_up.thread && TakesLock(event, gave_up.op.object))
      ++count;
  }
  return count;
}

}  // namespace

LastNotification NotificationMissedBy(const Channel& channel,
                                      const Blocked& blocked) {
  if (blocked.op.object_kind != ObjectKind::kCondition) return {};
  const int wait = BeginOfWait(channel, blocked.thread);
  if (wait < 0 || !channel.events[wait].waits) {
    // There is no trace, or it was full.
    if (blocked.missed_by < 0) return {};
    return {.fate = Fate::kLost,
            .by = blocked.missed_by,
            .stack = blocked.missed_stack};
  }
  int last = channel.event_count - 1;
  while (last >= 0 && !IsNotification(channel.events[last], blocked.op)) --last;
  if (last < 0) return {};
  const TraceEvent& event = channel.events[last];
  LastNotification found{.by = event.thread,
                         .event = last,
                         .woke = WokenBy(channel, last),
                         .stack = event.stack};
  const int later = LastLockAfter(channel, last, event.thread,
                                  channel.events[wait].op.object);
  if (later >= 0 && event.thread != blocked.thread) {
    found.fate = Fate::kTooSoon;
    found.lock = channel.events[later].object;
    found.stack = channel.events[later].stack;
    return found;
  }
  if (last > wait) {
    if (found.woke >= 0 && event.op.kind == OpKind::kNotifyOne)
      found.fate = Fate::kToOther;
    return found;
  }
  // Whoever took the lock and gave it back since, and only then took it again
  // to wait, has had a look at what there was to see.
  const bool acted = HasWoken(channel, last, blocked.thread) ||
                     LocksSince(channel, last, wait) > 1;
  if (!acted) found.fate = Fate::kLost;
  return found;
}

}  // namespace schedule::internal
