#include "schedule/internal/retelling.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "schedule/internal/happens_before.h"
#include "schedule/internal/notifications.h"
#include "schedule/internal/words.h"

namespace schedule::internal {
namespace {

// Of a trace that is longer, so much of its beginning and of its end is kept,
// and what is marked.
constexpr int kKeptBegin = 500;
constexpr int kKeptEnd = 1500;

class Retelling {
 public:
  Retelling(const Channel& channel, const Places& places)
      : channel_(channel), places_(places), order_(channel) {
    for (int i = 0; i < channel.event_count; ++i) told_.push_back(Tell(i));
  }

  void AddRace(const Finding& finding);
  void AddDeadlock();
  void AddEnd(const Finding& finding);

  // With steps numbered, and the middle left out where there are too many.
  std::vector<Event> Take();

 private:
  int last() const { return channel_.event_count - 1; }
  bool IsOfOnlooker(const Event& event) const {
    return event.mark == Mark::kNone && IsOnlooker(channel_, event.lane);
  }
  bool IsLeftOut(int index) const;
  Event Tell(int index) const;
  // What `thread` does right after the event at `after`.
  Event Moment(int thread, int after, const Stack& stack) const;
  void MarkLast(int before, int thread, OpKind kind, OpKind or_kind,
                const Op& op, Mark mark);
  int MomentOf(const Access& access, const Location& where) const;
  int Fit(const Location& where, const Location& from,
          const Location& to) const;

  const Channel& channel_;
  const Places& places_;
  const HappensBefore order_;
  std::vector<Event> told_;  // Of the visible operations, by index.
  // Events that are no visible operations, by the event they come after; -1:
  // before all.
  std::multimap<int, Event> extras_;
};

Event Retelling::Tell(int index) const {
  const TraceEvent& event = channel_.events[index];
  Event told{.thread = ThreadName(channel_, event.thread),
             .what = EventText(channel_, event),
             .time = std::chrono::nanoseconds{event.time_ns},
             .where = places_.Find(event.stack, false),
             .lane = event.thread,
             .operation = std::string(OperationOf(event)),
             .object = ObjectOf(channel_, event),
             .held = order_.Held(index),
             .after = order_.Before(index)};
  told.where.thread = told.thread;
  return told;
}

Event Retelling::Moment(int thread, int after, const Stack& stack) const {
  const int own = order_.LastOf(thread, after);
  const int64_t time =
      after < 0 ? 0
                : std::max(channel_.events[after].time_ns,
                           after == last() ? channel_.failure.time_ns : 0);
  Event event{.thread = ThreadName(channel_, thread),
              .time = std::chrono::nanoseconds{time},
              .where = places_.Find(stack, false),
              .lane = thread};
  if (own >= 0) event.held = order_.Held(own);
  event.where.thread = event.thread;
  return event;
}

// ---- Data races -----------------------------------------------------------

// How well an access at `where` fits between two places of its thread: 2 when
// it lies between them, 0 when it cannot.
int Retelling::Fit(const Location& where, const Location& from,
                   const Location& to) const {
  const auto comparable = [&where](const Location& other) {
    return other.line > 0 && other.file == where.file &&
           other.function == where.function;
  };
  const bool after = comparable(from) && where.line >= from.line;
  const bool before = comparable(to) && where.line <= to.line;
  if (comparable(from) && comparable(to)) {
    // A loop goes back to its top.
    const bool goes_back = to.line < from.line;
    if (goes_back ? after || before : after && before) return 2;
    return 0;
  }
  return after || before ? 1 : 0;
}

// The event after which the earlier access of a race is told.
int Retelling::MomentOf(const Access& access, const Location& where) const {
  int best = order_.LastBefore(access.thread, last());
  int best_fit = -1;
  int from = best;
  for (int i = best + 1; i <= channel_.event_count; ++i) {
    const bool is_end = i == channel_.event_count;
    if (!is_end && channel_.events[i].thread != access.thread) continue;
    const Location next =
        is_end ? places_.Find(channel_.failure.next[access.thread], false)
               : told_[i].where;
    const int fit = Fit(where, from < 0 ? Location{} : told_[from].where, next);
    if (fit >= best_fit) {
      best = from;
      best_fit = fit;
    }
    from = i;
  }
  return best;
}

void Retelling::AddRace(const Finding& finding) {
  const Failure& failure = channel_.failure;
  for (int i = failure.access_count; i-- > 0;) {  // The later one comes first.
    const Access& access = failure.accesses[i];
    if (access.thread < 0 || access.thread >= channel_.thread_count) continue;
    const bool is_later = access.thread == failure.thread;
    const int after =
        is_later ? last() : MomentOf(access, finding.locations[i]);
    Event event = Moment(access.thread, after, Stack{});
    event.where = finding.locations[i];
    event.operation = access.write ? "write" : "read";
    event.object = finding.variable;
    event.what =
        (access.write ? "writes " : "reads ") +
        (finding.variable.empty() ? "shared memory" : finding.variable);
    event.mark = Mark::kRacing;
    extras_.emplace(after, std::move(event));
  }
}

// ---- Deadlocks ------------------------------------------------------------

// Marks the last event up to `before` in which `thread` did that to op's
// object.
void Retelling::MarkLast(int before, int thread, OpKind kind, OpKind or_kind,
                         const Op& op, Mark mark) {
  for (int i = before; i >= 0; --i) {
    const TraceEvent& event = channel_.events[i];
    if (event.thread != thread || event.op.object != op.object ||
        event.op.object_kind != op.object_kind || event.timed_out ||
        event.in_vain || (event.op.kind != kind && event.op.kind != or_kind)) {
      continue;
    }
    told_[i].mark = mark;
    return;
  }
}

void Retelling::AddDeadlock() {
  const Failure& failure = channel_.failure;
  const Blocked* end = failure.blocked + failure.blocked_count;
  const bool knot = failure.stuck_count > 0 ||
                    !std::all_of(failure.blocked, end, OnlyWaitsForOthers);
  for (const Blocked* blocked = failure.blocked; blocked != end; ++blocked) {
    Event event = Moment(blocked->thread, last(), blocked->stack);
    event.operation = "wait";
    const Op& op = blocked->op;
    event.object = op.kind == OpKind::kJoin
                       ? ThreadName(channel_, op.target)
                       : ObjectName(op.object_kind, blocked->object);
    if (op.kind == OpKind::kDrain) event.object.clear();
    event.what = op.kind == OpKind::kWait
                     ? "waits on " + event.object + " for ever"
                     : WaitsFor(channel_, *blocked);
    if (!knot || !OnlyWaitsForOthers(*blocked)) event.mark = Mark::kBlocked;
    extras_.emplace(last(), std::move(event));
    if (blocked->owner >= 0) {
      MarkLast(last(), blocked->owner, OpKind::kLock, OpKind::kTryLock, op,
               Mark::kHolding);
    }
    if (op.kind == OpKind::kWait) {
      const LastNotification missed = NotificationMissedBy(channel_, *blocked);
      if (missed.fate == LastNotification::Fate::kLost && missed.event >= 0)
        told_[missed.event].mark = Mark::kLost;
    }
  }
  // A thread of the test's own that waits for the rest to end is not to blame.
  const auto is_under_test = [](const auto& extra) {
    return extra.second.mark == Mark::kBlocked && extra.second.where.line > 0;
  };
  const bool all_known =
      failure.stuck_count > 0 ||
      std::any_of(extras_.begin(), extras_.end(), is_under_test);
  for (auto& [after, event] : extras_) {
    if (all_known && event.where.line == 0) event.mark = Mark::kNone;
  }
  for (int i = 0; i < failure.stuck_count; ++i) {
    Event event = Moment(failure.thread, last(), Stack{});
    event.where = StuckAt(channel_, i);
    event.operation = "wait";
    event.what = event.where.what;
    event.mark = Mark::kBlocked;
    extras_.emplace(last(), std::move(event));
  }
}

// ---- The rest -------------------------------------------------------------

std::string EndText(const Finding& finding) {
  switch (finding.kind) {
    case Kind::kWrongResult:
      return "fails: " + finding.message;
    case Kind::kCrash:
      return "crashes";
    case Kind::kNoProgress:
      return "goes on and on";
    case Kind::kThreadLeak:
      return "is still at work";
    default:
      return "is stopped";
  }
}

void Retelling::AddEnd(const Finding& finding) {
  const Failure& failure = channel_.failure;
  if (channel_.event_count == 0) return;  // Nothing was recorded.
  // A worker that ended without a word did not say whose turn it was.
  const bool known = failure.line > 0 || failure.stack.pcs[0] != 0;
  const int thread = known ? failure.thread : channel_.events[last()].thread;
  Event event = Moment(thread, last(), Stack{});
  for (const Location& location : finding.locations) {
    if (known && location.thread == event.thread) event.where = location;
  }
  event.operation = "fail";
  event.what = EndText(finding);
  event.mark = Mark::kFailed;
  extras_.emplace(last(), std::move(event));
}

// ---- The whole ------------------------------------------------------------

// Onlookers are started and waited for by others, which is as little of what is
// told.
bool Retelling::IsLeftOut(int index) const {
  const Op& op = channel_.events[index].op;
  const bool has_target =
      op.kind == OpKind::kCreate || op.kind == OpKind::kJoin;
  return IsOfOnlooker(told_[index]) ||
         (has_target && IsOnlooker(channel_, op.target));
}

std::vector<Event> Retelling::Take() {
  std::vector<Event> all;
  std::vector<int> step_of(told_.size());
  auto extra = extras_.begin();
  for (int i = -1; i <= last(); ++i) {
    if (i >= 0 && !IsLeftOut(i)) {
      all.push_back(std::move(told_[i]));
      step_of[i] = static_cast<int>(all.size());
      std::vector<int>& after = all.back().after;
      for (int& earlier : after) earlier = step_of[earlier];
      std::erase(after, 0);  // Steps that were left out.
    }
    for (; extra != extras_.end() && extra->first == i; ++extra) {
      if (!IsOfOnlooker(extra->second)) all.push_back(std::move(extra->second));
    }
  }
  std::vector<Event> kept;
  for (int i = 0; i < static_cast<int>(all.size()); ++i) {
    all[i].step = i + 1;
    if (i < kKeptBegin || i >= static_cast<int>(all.size()) - kKeptEnd ||
        all[i].mark != Mark::kNone) {
      kept.push_back(std::move(all[i]));
    }
  }
  return kept;
}

}  // namespace

std::vector<Event> Retell(const Channel& channel, const Places& places) {
  return Retelling(channel, places).Take();
}

std::vector<Event> Retell(const Channel& channel, const Places& places,
                          const Finding& finding) {
  Retelling retelling(channel, places);
  switch (finding.kind) {
    case Kind::kDataRace:
      retelling.AddRace(finding);
      break;
    case Kind::kDeadlock:
      retelling.AddDeadlock();
      break;
    default:
      retelling.AddEnd(finding);
  }
  return retelling.Take();
}

}  // namespace schedule::internal
