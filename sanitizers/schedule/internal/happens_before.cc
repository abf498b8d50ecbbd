#include "schedule/internal/happens_before.h"

#include <algorithm>

#include "schedule/internal/words.h"

namespace schedule::internal {

HappensBefore::HappensBefore(const Channel& channel)
    : channel_(channel),
      before_(channel.event_count),
      held_(channel.event_count) {
  for (int i = 0; i < channel.event_count; ++i) {
    Follow(i);
    const int thread = channel.events[i].thread;
    for (const Lock& lock : locks_[thread]) held_[i].push_back(lock.name);
    std::sort(before_[i].begin(), before_[i].end());
    last_[thread] = i;
  }
}

void HappensBefore::AddBefore(int index, int earlier) {
  if (earlier < 0) return;
  // Within a thread the order goes without saying.
  if (channel_.events[earlier].thread == channel_.events[index].thread) return;
  before_[index].push_back(earlier);
}

void HappensBefore::Follow(int index) {
  const TraceEvent& event = channel_.events[index];
  const Key key{event.op.object, event.op.object_kind};
  switch (event.op.kind) {
    case OpKind::kCreate:
      if (event.op.target >= 0) created_[event.op.target] = index;
      break;
    case OpKind::kStart:
      if (const auto creation = created_.find(event.thread);
          creation != created_.end()) {
        AddBefore(index, creation->second);
      }
      break;
    case OpKind::kJoin:
      if (const auto last = last_.find(event.op.target); last != last_.end())
        AddBefore(index, last->second);
      break;
    case OpKind::kLock:
    case OpKind::kReadLock:
      if (!event.timed_out) Take(index, event.op.kind == OpKind::kLock);
      break;
    case OpKind::kTryLock:
      if (!event.in_vain && !event.waits) TryTake(index);
      break;
    case OpKind::kUnlock:
      if (!event.nested) GiveUp(index);
      break;
    case OpKind::kNotifyOne:
    case OpKind::kNotifyAll:
      if (event.op.object_kind == ObjectKind::kSemaphore)
        given_[key].alone = index;
      break;
    case OpKind::kWait:
      if (!event.spurious && !event.timed_out) AddBefore(index, event.woken_by);
      break;
    default:
      break;
  }
}

void HappensBefore::Take(int index, bool alone) {
  const TraceEvent& event = channel_.events[index];
  const Key key{event.op.object, event.op.object_kind};
  Given& given = given_[key];
  AddBefore(index, given.alone);
  if (event.op.object_kind == ObjectKind::kOnce) {
    // Leaving it is no event: who comes next comes after who entered.
    given.alone = index;
    return;
  }
  if (alone) {
    for (const int reader : given.shared) AddBefore(index, reader);
  }
  locks_[event.thread].push_back(
      {key, ObjectName(event.op.object_kind, event.object), alone});
}

// A look that succeeded. It is not known whether it was for reading, so that
// only what holds in both cases is said.
void HappensBefore::TryTake(int index) {
  const TraceEvent& event = channel_.events[index];
  if (IsLock(event.op.object_kind)) {
    Take(index, /*alone=*/false);
  } else {
    const Key key{event.op.object, event.op.object_kind};
    AddBefore(index, given_[key].alone);
  }
}

void HappensBefore::GiveUp(int index) {
  const TraceEvent& event = channel_.events[index];
  const Key key{event.op.object, event.op.object_kind};
  std::vector<Lock>& locks = locks_[event.thread];
  const auto lock = std::find_if(locks.rbegin(), locks.rend(),
                                 [&](const Lock& l) { return l.key == key; });
  if (lock == locks.rend()) return;
  Given& given = given_[key];
  if (lock->alone) {
    given = {.alone = index};
  } else {
    given.shared.push_back(index);
  }
  locks.erase(std::next(lock).base());
}

int HappensBefore::LastOf(int thread, int event) const {
  while (event >= 0 && channel_.events[event].thread != thread) --event;
  return event;
}

int HappensBefore::LastBefore(int thread, int event) const {
  if (event < 0) return -1;
  // Backwards through everything that is ordered before `event`.
  std::vector<bool> seen(event + 1, false);
  seen[event] = true;
  std::map<int, bool>
      reached;  // Threads, from which on all earlier events are.
  for (int i = event; i >= 0; --i) {
    bool& is_reached = reached[channel_.events[i].thread];
    if (!seen[i] && !is_reached) continue;
    if (channel_.events[i].thread == thread) return i;
    is_reached = true;
    for (const int earlier : before_[i]) seen[earlier] = true;
  }
  return -1;
}

}  // namespace schedule::internal
