#include "schedule/internal/words.h"

#include <cstdio>

#include "schedule/internal/io_text.h"
#include "schedule/internal/notifications.h"

namespace schedule::internal {

std::string ThreadName(const Channel& channel, int thread) {
  if (thread < 0 || thread >= channel.thread_count) return "another thread";
  if (channel.names[thread][0] != '\0') return channel.names[thread];
  return "thread " + std::to_string(thread);
}

std::string ObjectName(ObjectKind kind, int number) {
  const std::string n = number > 0 ? " " + std::to_string(number) : "";
  switch (kind) {
    case ObjectKind::kMutex:
      return "mutex" + n;
    case ObjectKind::kReadWriteLock:
      return "shared mutex" + n;
    case ObjectKind::kCondition:
      return "condition variable" + n;
    case ObjectKind::kSemaphore:
      return "semaphore" + n;
    case ObjectKind::kBarrier:
      return "barrier" + n;
    case ObjectKind::kOnce:
      return "first use" + n;
    case ObjectKind::kFutex:
    case ObjectKind::kAtomic:
      return number > 0 ? "atomic" + n : "an atomic";
    case ObjectKind::kDescriptor:
      return "file descriptor";
    case ObjectKind::kNone:
      break;
  }
  return "something";
}

namespace {

std::string Seconds(int64_t ns) {
  char text[32];
  std::snprintf(text, sizeof(text), "%.2f s", static_cast<double>(ns) / 1e9);
  return text;
}

// A look at a lock or a semaphore that does not wait.
std::string TryText(const TraceEvent& event, const std::string& object) {
  if (event.op.object_kind == ObjectKind::kSemaphore) {
    if (event.waits) return "finds " + object + " at 0, and waits";
    return event.in_vain ? "finds " + object + " at 0"
                         : "takes one from " + object;
  }
  return event.in_vain ? "tries to lock " + object + ", in vain"
                       : "locks " + object + ", which was free";
}

std::string UnlockText(const TraceEvent& event, const std::string& object) {
  if (event.waits && event.also > 0) {
    return "gives up " + object + " and waits on " +
           ObjectName(ObjectKind::kCondition, event.also);
  }
  if (event.waits) return "gives up " + object + " and waits for its condition";
  return "unlocks " + object +
         (event.nested ? " once, and holds it still" : "");
}

std::string WakeText(const TraceEvent& event, const std::string& object) {
  if (event.spurious) return "wakes from " + object + " for no reason";
  return event.timed_out ? "stops waiting on " + object + ": its time is up"
                         : "wakes from " + object;
}

std::string NotifyText(const TraceEvent& event, const std::string& object) {
  switch (event.op.object_kind) {
    case ObjectKind::kSemaphore:
      return "adds one to " + object;
    case ObjectKind::kBarrier:
      return "comes to " + object + (event.waits ? ", and waits" : "");
    default:
      return event.op.kind == OpKind::kNotifyOne
                 ? "notifies one that waits on " + object
                 : "notifies all that wait on " + object;
  }
}

}  // namespace

std::string EventText(const Channel& channel, const TraceEvent& event) {
  const Op& op = event.op;
  const std::string object = ObjectName(op.object_kind, event.object);
  switch (op.kind) {
    case OpKind::kStart:
      return "starts";
    case OpKind::kCreate:
      return "starts " + (op.target < 0 ? std::string("a thread")
                                        : ThreadName(channel, op.target));
    case OpKind::kJoin:
      return "has joined " + ThreadName(channel, op.target);
    case OpKind::kLock:
      return event.timed_out ? "gives up on " + object + ": its time is up"
                             : "locks " + object;
    case OpKind::kReadLock:
      return event.timed_out ? "gives up on " + object + ": its time is up"
                             : "locks " + object + " for reading";
    case OpKind::kTryLock:
      return TryText(event, object);
    case OpKind::kUnlock:
      return UnlockText(event, object);
    case OpKind::kWait:
      return WakeText(event, object);
    case OpKind::kNotifyOne:
    case OpKind::kNotifyAll:
      return NotifyText(event, object);
    case OpKind::kSleep:
      return "has slept until " + Seconds(event.time_ns);
    case OpKind::kYield:
      return "yields";
    case OpKind::kAtomicRead:
      if (event.spurious) return "fails to change " + object + " for no reason";
      return event.waits ? "waits for a change of " + object
                         : "reads " + object;
    case OpKind::kAtomicWrite:
      return event.in_vain ? "leaves " + object + " as it is"
                           : "changes " + object;
    case OpKind::kIo:
      return IoEventText(op);
    case OpKind::kNote:
      return event.note < 0
                 ? "says something"
                 : "says: " + std::string(channel.notes[event.note].text);
    case OpKind::kDrain:
      return "returns";
  }
  return "";
}

std::string_view OperationOf(const TraceEvent& event) {
  switch (event.op.kind) {
    case OpKind::kStart:
      return "start";
    case OpKind::kCreate:
      return "create";
    case OpKind::kJoin:
      return "join";
    case OpKind::kLock:
      return event.timed_out ? "give-up" : "lock";
    case OpKind::kReadLock:
      return event.timed_out ? "give-up" : "read-lock";
    case OpKind::kTryLock:
      if (event.waits) return "wait";
      return event.in_vain ? "try" : "lock";
    case OpKind::kUnlock:
      return event.waits ? "wait" : "unlock";
    case OpKind::kWait:
      return event.timed_out ? "give-up" : "wake";
    case OpKind::kNotifyOne:
    case OpKind::kNotifyAll:
      return event.waits ? "wait" : "notify";
    case OpKind::kSleep:
      return "sleep";
    case OpKind::kYield:
      return "yield";
    case OpKind::kAtomicRead:
      return event.waits ? "wait" : "read";
    case OpKind::kAtomicWrite:
      return event.in_vain ? "read" : "write";
    case OpKind::kIo:
      return event.timed_out ? "give-up" : "io";
    case OpKind::kNote:
      return "say";
    case OpKind::kDrain:
      return "return";
  }
  return "";
}

std::string ObjectOf(const Channel& channel, const TraceEvent& event) {
  const Op& op = event.op;
  if (op.kind == OpKind::kCreate || op.kind == OpKind::kJoin)
    return op.target < 0 ? "" : ThreadName(channel, op.target);
  if (op.object_kind == ObjectKind::kNone) return "";
  return event.waits && event.also > 0
             ? ObjectName(ObjectKind::kCondition, event.also)
             : ObjectName(op.object_kind, event.object);
}

namespace {

// Behind "which nobody will notify": what became of the notification that
// there was.
std::string WhyNotWoken(const Channel& channel, const Blocked& blocked) {
  const LastNotification last = NotificationMissedBy(channel, blocked);
  if (last.by < 0) return "";
  std::string any_more = " any more";
  const std::string of =
      ": the notification of " + ThreadName(channel, last.by);
  switch (last.fate) {
    case LastNotification::Fate::kLost:
      return any_more + of +
             (last.woke < 0 ? " came when nobody waited, and was lost"
                            : " came before it waited, and woke only " +
                                  ThreadName(channel, last.woke));
    case LastNotification::Fate::kToOther:
      return any_more + of + " was for one alone, and " +
             ThreadName(channel, last.woke) + " got it";
    case LastNotification::Fate::kTooSoon:
      return any_more + ": " + ThreadName(channel, last.by) + " took " +
             ObjectName(ObjectKind::kMutex, last.lock) +
             " once more after its last notification, and notified nobody";
    case LastNotification::Fate::kNone:
      break;
  }
  return any_more;
}

}  // namespace

std::string WaitsFor(const Channel& channel, const Blocked& blocked) {
  const std::string object = ObjectName(blocked.op.object_kind, blocked.object);
  switch (blocked.op.kind) {
    case OpKind::kJoin:
      return "waits for " + ThreadName(channel, blocked.op.target) + " to end";
    case OpKind::kLock:
    case OpKind::kReadLock:
      if (blocked.owner == blocked.thread)
        return "waits for " + object + ", which it holds itself";
      if (blocked.owner < 0 && blocked.op.kind == OpKind::kReadLock) {
        return "waits to read " + object +
               ", behind a thread that waits to write it";
      }
      if (blocked.owner < 0)
        return "waits for " + object + ", which others read";
      return "waits for " + object + ", which " +
             ThreadName(channel, blocked.owner) + " holds";
    case OpKind::kDrain:
      return "waits for the threads that are left";
    case OpKind::kIo:
      return IoWaitText(blocked.op, blocked.write_end);
    case OpKind::kWait:
      if (blocked.op.object_kind == ObjectKind::kMutex) {
        return "waits with " + object +
               " for a condition that nobody will make true";
      }
      return "waits on " + object + ", which nobody will notify" +
             WhyNotWoken(channel, blocked);
    default:
      return "waits on " + object + ", which nobody will notify";
  }
}

Location StuckAt(const Channel& channel, int index) {
  const Failure& failure = channel.failure;
  const StuckPlace& place = failure.stuck[index];
  return {.file = place.file,
          .line = place.line,
          .thread = ThreadName(channel, failure.thread),
          .what = place.what};
}

bool IsOnlooker(const Channel& channel, int thread) {
  return thread >= 0 && thread < channel.thread_count &&
         channel.onlookers[thread];
}

bool OnlyWaitsForOthers(const Blocked& blocked) {
  return blocked.op.kind == OpKind::kJoin || blocked.op.kind == OpKind::kDrain;
}

}  // namespace schedule::internal
