#include "schedule/internal/explain.h"

#include <cstdio>
#include <string>
#include <vector>

#include "schedule/internal/close_cycle.h"
#include "schedule/internal/io_text.h"
#include "schedule/internal/places.h"
#include "schedule/internal/source_text.h"
#include "schedule/schedule_string.h"

namespace schedule::internal {
namespace {

std::string ThreadName(const Channel& channel, int thread) {
  if (thread < 0 || thread >= channel.thread_count) return "another thread";
  if (channel.names[thread][0] != '\0') return channel.names[thread];
  return "thread " + std::to_string(thread);
}

std::string BaseName(const std::string& path) {
  const size_t slash = path.rfind('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

std::string At(const Location& location) {
  if (location.line == 0) return "";
  return " at " + BaseName(location.file) + ":" + std::to_string(location.line);
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
      return "atomic" + n;
    case ObjectKind::kDescriptor:
      return "file descriptor";
    case ObjectKind::kAtomic:
    case ObjectKind::kNone:
      break;
  }
  return "an atomic";
}

std::string Seconds(int64_t ns) {
  char text[32];
  std::snprintf(text, sizeof(text), "%.2f s", static_cast<double>(ns) / 1e9);
  return text;
}

std::string EventText(const Channel& channel, const TraceEvent& event) {
  const Op& op = event.op;
  const std::string object = ObjectName(op.object_kind, event.object);
  switch (op.kind) {
    case OpKind::kStart:
      return "starts";
    case OpKind::kCreate:
      return "starts a thread";
    case OpKind::kJoin:
      return "has joined " + ThreadName(channel, op.target);
    case OpKind::kLock:
      return "locks " + object;
    case OpKind::kReadLock:
      return "locks " + object + " for reading";
    case OpKind::kTryLock:
      return "tries to lock " + object;
    case OpKind::kUnlock:
      return "unlocks " + object;
    case OpKind::kWait:
      return event.spurious ? "wakes from " + object + " for no reason"
                            : "wakes from " + object;
    case OpKind::kNotifyOne:
      return "notifies one that waits on " + object;
    case OpKind::kNotifyAll:
      return "notifies all that wait on " + object;
    case OpKind::kSleep:
      return "has slept until " + Seconds(event.time_ns);
    case OpKind::kYield:
      return "yields";
    case OpKind::kAtomicRead:
      return event.spurious ? "fails to change " + object + " for no reason"
                            : "reads " + object;
    case OpKind::kAtomicWrite:
      return "changes " + object;
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

std::vector<Event> Trace(const Channel& channel, const Places& places) {
  std::vector<Event> trace;
  for (int i = 0; i < channel.event_count; ++i) {
    const TraceEvent& event = channel.events[i];
    Event told{.thread = ThreadName(channel, event.thread),
               .what = EventText(channel, event),
               .time = std::chrono::nanoseconds{event.time_ns},
               .where = places.Find(event.stack, false)};
    told.where.thread = told.thread;
    trace.push_back(std::move(told));
  }
  return trace;
}

// ---- Data races -----------------------------------------------------------

std::string Verb(const Access& access) {
  return access.write ? "write" : "read";
}

void ExplainRace(const Channel& channel, const Places& places,
                 Finding* finding) {
  const Failure& failure = channel.failure;
  std::string sentence;
  for (int i = 0; i < failure.access_count; ++i) {
    const Access& access = failure.accesses[i];
    Location location = places.Find(access.stack, true);
    location.thread = ThreadName(channel, access.thread);
    const std::string variable =
        VariableAt(ReadLine(location.file, location.line), location.column);
    // Both are on the same memory; the name at the write is the better one.
    if (!variable.empty() && (finding->variable.empty() || access.write)) {
      finding->variable = variable;
    }
    sentence += (i == 0 ? "" : " while ") + location.thread + " " +
                Verb(access) + "s it" + At(location);
    finding->locations.push_back(std::move(location));
  }
  const bool named = !finding->variable.empty();
  for (int i = 0; i < failure.access_count; ++i) {
    const Access& access = failure.accesses[i];
    finding->locations[i].what = (access.atomic ? "atomic " : "") +
                                 Verb(access) + " of " +
                                 (named ? finding->variable : "shared memory");
  }
  finding->message =
      "two threads use " +
      (named ? "'" + finding->variable + "'" : "the same memory") +
      " and nothing makes one wait for the other: " + sentence;
}

// ---- Deadlocks ------------------------------------------------------------

std::string WaitsFor(const Channel& channel, const Blocked& blocked) {
  const std::string object = ObjectName(blocked.op.object_kind, blocked.object);
  switch (blocked.op.kind) {
    case OpKind::kJoin:
      return "waits for " + ThreadName(channel, blocked.op.target) + " to end";
    case OpKind::kLock:
    case OpKind::kReadLock:
      if (blocked.owner == blocked.thread)
        return "waits for " + object + ", which it holds itself";
      if (blocked.owner < 0 && blocked.op.kind == OpKind::kReadLock)
        return "waits to read " + object +
               ", behind a thread that waits to write it";
      if (blocked.owner < 0)
        return "waits for " + object + ", which readers hold";
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
      if (blocked.missed_by >= 0) {
        return "waits on " + object +
               ", which nobody will notify any more: the "
               "notification of " +
               ThreadName(channel, blocked.missed_by) +
               " came when nobody waited, and was lost";
      }
      return "waits on " + object + ", which nobody will notify";
    default:
      return "waits on " + object + ", which nobody will notify";
  }
}

void AddBlocked(const Channel& channel, const Places& places,
                Finding* finding) {
  const Failure& failure = channel.failure;
  for (int i = 0; i < failure.blocked_count; ++i) {
    const Blocked& blocked = failure.blocked[i];
    Location location = places.Find(blocked.stack, false);
    location.thread = ThreadName(channel, blocked.thread);
    location.what = WaitsFor(channel, blocked);
    finding->locations.push_back(std::move(location));
    if (blocked.missed_by >= 0) {
      Location missed = places.Find(blocked.missed_stack, false);
      missed.thread = ThreadName(channel, blocked.missed_by);
      missed.what = "notifies, and nobody waits";
      if (missed.line > 0) finding->locations.push_back(std::move(missed));
    }
    if (blocked.owner < 0 || blocked.owner == blocked.thread) continue;
    Location holder = places.Find(blocked.owner_stack, false);
    if (holder.line == 0) continue;
    holder.thread = ThreadName(channel, blocked.owner);
    holder.what = "took " + ObjectName(blocked.op.object_kind, blocked.object);
    finding->locations.push_back(std::move(holder));
  }
}

// That the main thread waits for the others is no part of the knot.
bool OnlyWaitsForOthers(const Blocked& blocked) {
  return blocked.op.kind == OpKind::kJoin || blocked.op.kind == OpKind::kDrain;
}

void ExplainDeadlock(const Channel& channel, const Places& places,
                     Finding* finding) {
  const Failure& failure = channel.failure;
  AddBlocked(channel, places, finding);
  std::string sentence;
  for (int i = 0; i < failure.blocked_count; ++i) {
    const Blocked& blocked = failure.blocked[i];
    if (OnlyWaitsForOthers(blocked)) continue;
    sentence += (sentence.empty() ? "" : ", and ") +
                ThreadName(channel, blocked.thread) + " " +
                WaitsFor(channel, blocked);
  }
  if (sentence.empty()) sentence = "every thread waits for another to end";
  finding->message = "nobody can ever go on: " + sentence;
  if (IsRingOfLocks(failure)) {
    finding->message +=
        "; they take these locks in different orders, and one order for all "
        "would do";
  }
}

// ---- Threads left behind --------------------------------------------------

void ExplainLeak(const Channel& channel, const Places& places,
                 Finding* finding) {
  const int left = channel.failure.thread;
  finding->message = ThreadName(channel, left) + " " + channel.failure.message;
  for (int i = 0; i < channel.event_count; ++i) {
    const TraceEvent& event = channel.events[i];
    if (event.op.kind != OpKind::kCreate || event.op.target != left) continue;
    Location location = places.Find(event.stack, false);
    location.thread = ThreadName(channel, event.thread);
    location.what = "starts " + ThreadName(channel, left);
    finding->locations.push_back(std::move(location));
  }
  Location location = places.Find(channel.failure.stack, false);
  if (location.line == 0) return;
  location.thread = ThreadName(channel, left);
  location.what = "is still at work here";
  finding->locations.push_back(std::move(location));
}

// ---- The rest -------------------------------------------------------------

// Where a thread was last, for a crash that left no stack to walk.
void AddLastKnown(const Channel& channel, const Places& places,
                  Finding* finding) {
  for (int i = channel.event_count - 1; i >= 0; --i) {
    const TraceEvent& event = channel.events[i];
    if (event.thread != channel.failure.thread) continue;
    Location location = places.Find(event.stack, false);
    if (location.line == 0) continue;
    location.thread = ThreadName(channel, event.thread);
    location.what = "it happened soon after this";
    finding->locations.push_back(std::move(location));
    return;
  }
}

void ExplainOther(const Channel& channel, const Places& places,
                  Finding* finding) {
  const Failure& failure = channel.failure;
  finding->message = failure.message;
  Location location = places.Find(failure.stack, failure.exact_stack);
  location.thread = ThreadName(channel, failure.thread);
  if (failure.line > 0) {
    finding->locations.push_back({.file = failure.file,
                                  .line = failure.line,
                                  .thread = location.thread,
                                  .what = "this was expected"});
  }
  if (location.line == 0 && failure.line == 0)
    AddLastKnown(channel, places, finding);
  if (location.line > 0 && location.file != failure.file) {
    location.what =
        failure.kind == Kind::kCrash ? "it happened here" : "it was here";
    finding->locations.push_back(std::move(location));
  }
}

}  // namespace

Finding Explain(const Channel& channel, const Options& options) {
  const Failure& failure = channel.failure;
  Finding finding{.kind = failure.kind, .message = failure.message};
  if (failure.kind == Kind::kInfra || failure.kind == Kind::kBuild)
    return finding;
  const Places places(channel, options.source_root);
  finding.schedule =
      FormatSchedule({channel.picks, channel.picks + channel.pick_count});
  finding.trace = Trace(channel, places);
  switch (failure.kind) {
    case Kind::kDataRace:
      ExplainRace(channel, places, &finding);
      break;
    case Kind::kDeadlock:
      ExplainDeadlock(channel, places, &finding);
      break;
    case Kind::kThreadLeak:
      ExplainLeak(channel, places, &finding);
      break;
    default:
      ExplainOther(channel, places, &finding);
  }
  return finding;
}

}  // namespace schedule::internal
