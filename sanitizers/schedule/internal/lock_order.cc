#include "schedule/internal/lock_order.h"

#include "schedule/internal/mix.h"

namespace schedule::internal {

void LockOrder::Begin(Channel* channel, const Objects* objects) {
  channel_ = channel;
  objects_ = objects;
  now_ = 0;
  thread_count_ = 0;
  edge_count_ = 0;
  handover_count_ = 0;
  steps_left_ = kMostSteps;
}

void LockOrder::AddThread(int creator, int thread) {
  thread_count_ = thread + 1;
  held_count_[thread] = 0;
  segment_[thread] = 0;
  if (creator >= 0) HandOver(creator, thread);
}

void LockOrder::Note(int thread, const Op& op, int picks) {
  switch (op.kind) {
    case OpKind::kLock:
    case OpKind::kReadLock:
      if (!IsLock(op.object_kind)) return;
      Take(thread,
           {.lock = op.object,
            .kind = op.object_kind,
            .shared = op.kind == OpKind::kReadLock,
            .picks = picks},
           op.deadline == kNever);
      return;
    case OpKind::kUnlock:
      GiveUp(thread, op);
      return;
    case OpKind::kJoin:
      HandOver(op.target, thread);
      return;
    default:
      return;
  }
}

void LockOrder::NoteTried(int thread, const Op& op, bool shared) {
  Take(thread,
       {.lock = op.object,
        .kind = op.object_kind,
        .shared = shared,
        .picks = channel_->pick_count},
       false);
}

bool LockOrder::Holds(int thread, const void* lock) const {
  for (int i = 0; i < held_count_[thread]; ++i) {
    if (held_[thread][i].lock == lock) return true;
  }
  return false;
}

void LockOrder::Take(int thread, const Hold& hold, bool waits) {
  int& count = held_count_[thread];
  const bool again = Holds(thread, hold.lock);
  if (again && !hold.shared) return;  // A recursive lock, counted elsewhere.
  for (int i = 0; i < count && waits && !again; ++i)
    AddEdge(thread, held_[thread][i], hold);
  if (count < kMaxHeld) held_[thread][count++] = hold;
}

void LockOrder::GiveUp(int thread, const Op& op) {
  int& count = held_count_[thread];
  int last = count - 1;
  while (last >= 0 && (held_[thread][last].lock != op.object ||
                       held_[thread][last].kind != op.object_kind)) {
    --last;
  }
  if (last < 0) return;
  const Object* object = objects_->Find(op.object, op.object_kind);
  if (object != nullptr && object->depth > 1) return;  // Still has it.
  for (int i = last; i + 1 < count; ++i)
    held_[thread][i] = held_[thread][i + 1];
  --count;
}

void LockOrder::HandOver(int from, int to) {
  ++segment_[from];
  ++segment_[to];
  if (handover_count_ == kMaxHandovers) return;
  handovers_[handover_count_++] = {.from = from, .to = to, .time = ++now_};
}

bool LockOrder::Excludes(const Hold& a, const Hold& b) {
  return a.lock == b.lock && a.kind == b.kind && !(a.shared && b.shared);
}

bool LockOrder::SharesGate(const Edge& a, const Edge& b) {
  for (int i = 0; i < a.held_count; ++i) {
    for (int k = 0; k < b.held_count; ++k) {
      if (Excludes(a.held[i], b.held[k])) return true;
    }
  }
  return false;
}

bool LockOrder::SameEdge(const Edge& a, const Edge& b) {
  if (a.thread != b.thread || a.segment != b.segment ||
      a.held_count != b.held_count || a.first.lock != b.first.lock ||
      a.second.lock != b.second.lock || a.second.shared != b.second.shared) {
    return false;
  }
  for (int i = 0; i < a.held_count; ++i) {
    if (a.held[i].lock != b.held[i].lock ||
        a.held[i].shared != b.held[i].shared) {
      return false;
    }
  }
  return true;
}

void LockOrder::AddEdge(int thread, const Hold& first, const Hold& second) {
  if (edge_count_ == kMaxEdges) return;
  Edge& edge = edges_[edge_count_];
  edge.thread = thread;
  edge.segment = segment_[thread];
  edge.time = ++now_;
  edge.first = first;
  edge.second = second;
  edge.held_count = held_count_[thread];
  for (int i = 0; i < edge.held_count; ++i) edge.held[i] = held_[thread][i];
  for (int i = 0; i < edge_count_; ++i) {
    if (SameEdge(edges_[i], edge)) return;
  }
  chain_[0] = edge_count_++;
  if (LeadsBack(chain_[0])) Extend(1);
}

// Whether `a` came before `b` through threads that were started and joined, so
// that the two can never be at the same time.
bool LockOrder::IsBefore(const Edge& a, const Edge& b) const {
  int64_t since[kMaxThreads];  // When each thread came to be after `a`.
  for (int i = 0; i < thread_count_; ++i) since[i] = INT64_MAX;
  since[a.thread] = a.time;
  for (int i = 0; i < handover_count_; ++i) {
    const Handover& handover = handovers_[i];
    if (since[handover.from] < handover.time &&
        since[handover.to] > handover.time) {
      since[handover.to] = handover.time;
    }
  }
  return since[b.thread] < b.time;
}

bool LockOrder::CanJoin(const Edge& edge, int length) const {
  for (int i = 0; i < length; ++i) {
    const Edge& other = edges_[chain_[i]];
    if (edge.thread == other.thread || SharesGate(edge, other) ||
        IsBefore(edge, other) || IsBefore(other, edge)) {
      return false;
    }
  }
  return true;
}

// Whether there is any way back to where `edge` begins, whoever's. Mostly there
// is none, and nothing more to look for.
bool LockOrder::LeadsBack(int edge) const {
  bool seen[kMaxEdges] = {};
  int open[kMaxEdges];
  int open_count = 0;
  open[open_count++] = edge;
  while (open_count > 0) {
    const Edge& from = edges_[open[--open_count]];
    if (Excludes(from.second, edges_[edge].first)) return true;
    for (int i = 0; i < edge_count_; ++i) {
      if (seen[i] || !Excludes(from.second, edges_[i].first)) continue;
      seen[i] = true;
      open[open_count++] = i;
    }
  }
  return false;
}

void LockOrder::Extend(int length) {
  if (--steps_left_ < 0) return;
  const Edge& last = edges_[chain_[length - 1]];
  if (length > 1 && Excludes(last.second, edges_[chain_[0]].first)) {
    Suspect(length);
    return;
  }
  if (length == kMaxCycleThreads) return;
  for (int i = 0; i < edge_count_; ++i) {
    if (!Excludes(last.second, edges_[i].first) || !CanJoin(edges_[i], length))
      continue;
    chain_[length] = i;
    Extend(length + 1);
  }
}

// Locks count by their numbers, which are the same wherever a schedule runs.
uint64_t LockOrder::Signature(int length) const {
  uint64_t sum = 0;
  for (int i = 0; i < length; ++i) {
    const Edge& edge = edges_[chain_[i]];
    uint64_t parts = static_cast<uint64_t>(edge.thread);
    for (const Hold* hold : {&edge.first, &edge.second}) {
      const Object* object = objects_->Find(hold->lock, hold->kind);
      const int number = object == nullptr ? 0 : object->number;
      parts = Mix(parts + static_cast<uint64_t>(number)) +
              static_cast<uint64_t>(hold->kind);
    }
    sum += Mix(parts);
  }
  return sum;
}

void LockOrder::Suspect(int length) {
  if (channel_->lock_cycle_count == kMaxLockCycles) return;
  const uint64_t signature = Signature(length);
  for (int i = 0; i < channel_->lock_cycle_count; ++i) {
    if (channel_->lock_cycles[i].signature == signature) return;
  }
  LockCycle& cycle = channel_->lock_cycles[channel_->lock_cycle_count];
  cycle.schedule = channel_->schedule;
  cycle.signature = signature;
  cycle.count = length;
  for (int i = 0; i < length; ++i) {
    const Edge& edge = edges_[chain_[i]];
    cycle.steps[i] = {.thread = edge.thread,
                      .first = edge.first.lock,
                      .second = edge.second.lock,
                      .picks_at_first = edge.first.picks,
                      .picks_at_second = edge.second.picks};
  }
  cycle.pick_count = channel_->pick_count < kMaxCyclePicks
                         ? channel_->pick_count
                         : kMaxCyclePicks;
  for (int i = 0; i < cycle.pick_count; ++i)
    cycle.picks[i] = channel_->picks[i];
  ++channel_->lock_cycle_count;
}

}  // namespace schedule::internal
