#include "schedule/internal/explain.h"

#include <algorithm>
#include <string>
#include <vector>

#include "schedule/internal/close_cycle.h"
#include "schedule/internal/notifications.h"
#include "schedule/internal/places.h"
#include "schedule/internal/raw_report.h"
#include "schedule/internal/retelling.h"
#include "schedule/internal/source_text.h"
#include "schedule/internal/words.h"
#include "schedule/schedule_string.h"

namespace schedule::internal {
namespace {

std::string BaseName(const std::string& path) {
  const size_t slash = path.rfind('/');
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

std::string At(const Location& location) {
  if (location.line == 0) return "";
  return " at " + BaseName(location.file) + ":" + std::to_string(location.line);
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

// Where the notification was made that the thread would have needed.
void AddNotification(const Channel& channel, const Places& places,
                     const Blocked& blocked, Finding* finding) {
  if (blocked.op.kind != OpKind::kWait) return;
  const LastNotification last = NotificationMissedBy(channel, blocked);
  if (last.fate == LastNotification::Fate::kNone) return;
  Location location = places.Find(last.stack, false);
  if (location.line == 0) return;
  location.thread = ThreadName(channel, last.by);
  if (last.fate == LastNotification::Fate::kTooSoon) {
    location.what = "takes the lock, and notifies nobody after that";
  } else if (last.woke < 0) {
    location.what = "notifies, and nobody waits";
  } else {
    location.what =
        "notifies, and only " + ThreadName(channel, last.woke) + " wakes";
  }
  const auto same = [&location](const Location& other) {
    return other.file == location.file && other.line == location.line &&
           other.thread == location.thread && other.what == location.what;
  };
  if (std::none_of(finding->locations.begin(), finding->locations.end(), same))
    finding->locations.push_back(std::move(location));
}

// Where a thread waits, and for what: a lock that was taken there, or a
// notification that came too early.
void AddBlocked(const Channel& channel, const Places& places,
                const Blocked& blocked, Finding* finding) {
  Location location = places.Find(blocked.stack, false);
  location.thread = ThreadName(channel, blocked.thread);
  // What became of a notification is said once, in the sentence.
  const std::string waits = WaitsFor(channel, blocked);
  location.what = waits.substr(0, waits.find(": "));
  finding->locations.push_back(std::move(location));
  AddNotification(channel, places, blocked, finding);
  if (blocked.owner < 0 || blocked.owner == blocked.thread) return;
  Location holder = places.Find(blocked.owner_stack, false);
  if (holder.line == 0) return;
  holder.thread = ThreadName(channel, blocked.owner);
  holder.what = "took " + ObjectName(blocked.op.object_kind, blocked.object);
  finding->locations.push_back(std::move(holder));
}

// Where the others wait, when one that looks on has found something.
void AddWaiting(const Channel& channel, const Places& places,
                Finding* finding) {
  const Failure& failure = channel.failure;
  for (int i = 0; i < failure.blocked_count; ++i) {
    const Blocked& blocked = failure.blocked[i];
    if (places.Find(blocked.stack, false).line > 0)
      AddBlocked(channel, places, blocked, finding);
  }
}

// A thread of the test's own that waits for the rest to end is not to blame.
bool IsBystander(const Failure& failure, const Places& places,
                 const Blocked& blocked) {
  const auto is_under_test = [&places](const Blocked& other) {
    return !OnlyWaitsForOthers(other) &&
           places.Find(other.stack, false).line > 0;
  };
  const Blocked* end = failure.blocked + failure.blocked_count;
  return !is_under_test(blocked) &&
         (failure.stuck_count > 0 ||
          std::any_of(failure.blocked, end, is_under_test));
}

void ExplainDeadlock(const Channel& channel, const Places& places,
                     Finding* finding) {
  const Failure& failure = channel.failure;
  std::string sentence;
  std::string said;  // Of the last thread.
  for (int i = 0; i < failure.stuck_count; ++i) {
    finding->locations.push_back(StuckAt(channel, i));
    const Location& location = finding->locations.back();
    sentence += (i == 0 ? "the coroutine" : ", and the coroutine") +
                At(location) + " " + location.what;
  }
  for (int i = 0; i < failure.blocked_count; ++i) {
    const Blocked& blocked = failure.blocked[i];
    if (OnlyWaitsForOthers(blocked) || IsBystander(failure, places, blocked))
      continue;
    AddBlocked(channel, places, blocked, finding);
    const std::string thread = ThreadName(channel, blocked.thread);
    const std::string waits = WaitsFor(channel, blocked);
    if (waits == said) {
      sentence += ", and so does " + thread;
      continue;
    }
    if (!sentence.empty()) sentence += ", and ";
    sentence += thread;
    sentence += " ";
    sentence += waits;
    said = waits;
  }
  for (int i = 0; i < failure.blocked_count; ++i) {
    const Blocked& blocked = failure.blocked[i];
    if (OnlyWaitsForOthers(blocked))
      AddBlocked(channel, places, blocked, finding);
  }
  if (sentence.empty()) sentence = "every thread waits for another to end";
  finding->message = "nobody can ever go on: " + sentence;
  // Of processes, whose waits are not the scheduler's.
  if (failure.message[0] != '\0') {
    finding->message += ", and " + std::string(failure.message);
  }
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
  if (IsOnlooker(channel, failure.thread)) {
    AddWaiting(channel, places, finding);
  } else if (location.line > 0 && location.file != failure.file) {
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
  finding.trace = Retell(channel, places, finding);
  finding.raw = RawReport(channel);
  return finding;
}

std::vector<Event> ExplainClean(const Channel& channel,
                                const Options& options) {
  return Retell(channel, Places(channel, options.source_root));
}

}  // namespace schedule::internal
