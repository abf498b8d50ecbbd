#include "schedule/internal/descriptors.h"
#include "schedule/internal/scheduler.h"
#include "schedule/schedule_string.h"

namespace schedule::internal {

bool Scheduler::EnabledByTime(const Thread& thread) const {
  return thread.pending.deadline != kNever &&
         (plan_.clock == Clock::kAdversarial ||
          thread.pending.deadline <= now_);
}

bool Scheduler::Enabled(const Thread& thread) const {
  const Op& op = thread.pending;
  switch (op.kind) {
    case OpKind::kLock:
    case OpKind::kReadLock: {
      const Object* lock = objects_.Find(op.object, op.object_kind);
      if (lock == nullptr) return true;
      if (lock->owner >= 0) return false;
      if (op.kind == OpKind::kLock) {
        return lock->readers == 0 || CanQueue(thread);
      }
      return lock->readers == 0 || lock->queued == 0 || op.passes_writers;
    }
    case OpKind::kJoin:
      return threads_[op.target].finished;
    case OpKind::kWait:
      return thread.woken;
    case OpKind::kSleep:
      return false;
    case OpKind::kIo:
      return op.io == nullptr || IsReady(*op.io);
    case OpKind::kDrain:
      for (int i = 1; i < thread_count_; ++i) {
        if (!threads_[i].finished) return false;
      }
      return true;
    default:
      return true;
  }
}

// Where readers do not pass a writer who waits, it matters when he begins to.
// Until then he is no different from one who is a little late; so to begin is a
// step of its own, and only while others read.
bool Scheduler::CanQueue(const Thread& thread) const {
  const Op& op = thread.pending;
  if (op.kind != OpKind::kLock || thread.queued) return false;
  const Object* lock = objects_.Find(op.object, op.object_kind);
  return lock != nullptr && lock->writers_first && lock->owner < 0 &&
         lock->readers > 0;
}

void Scheduler::Queue(Thread* thread) {
  thread->queued = true;
  ++objects_.Get(thread->pending.object, thread->pending.object_kind)->queued;
}

void Scheduler::LeaveQueue(Thread* thread) {
  if (!thread->queued) return;
  thread->queued = false;
  --objects_.Get(thread->pending.object, thread->pending.object_kind)->queued;
}

void Scheduler::EmptyQueue(const void* lock, ObjectKind kind) {
  for (int i = 0; i < thread_count_; ++i) {
    Thread& thread = threads_[i];
    if (thread.queued && thread.pending.object == lock &&
        thread.pending.object_kind == kind) {
      LeaveQueue(&thread);
    }
  }
}

int Scheduler::Choose(Thread* self) {
  int ids[kMaxThreads];
  const Op* ops[kMaxThreads];
  Choice choice{ids, ops, 0, self->id, false, step_, 0};
  for (;;) {
    for (int i = 0; i < thread_count_; ++i) {
      const Thread& thread = threads_[i];
      if (thread.finished || !(Enabled(thread) || EnabledByTime(thread)))
        continue;
      ids[choice.count] = i;
      ops[choice.count++] = &thread.pending;
    }
    if (choice.count > 0) break;
    if (!WaitForOutside() && !AdvanceClock()) FailDeadlock();
  }
  alone_ = choice.count == 1;
  choice.spurious_from = choice.count;
  OfferSpuriousWakeups(&choice, ids, ops);
  choice.current_yields = self->pending.kind == OpKind::kYield;
  int next = -1;
  if (exhaustive_ != nullptr && !redundant_) {
    next = exhaustive_->Pick(choice);
    redundant_ = next < 0;
  }
  if (next < 0) next = choice.count > 1 ? PickNext(choice) : ids[0];
  if (choice.count > 1) RecordPick(next);
  for (int i = choice.spurious_from; i < choice.count; ++i) {
    if (ids[i] != next) continue;
    --spurious_left_;
    threads_[next].woken = true;
    threads_[next].spurious = true;
  }
  return next;
}

// A wait for a condition may end although nobody notified it. It does so only
// where somebody else can go on: it is no way out of a deadlock.
void Scheduler::OfferSpuriousWakeups(Choice* choice, int* ids,
                                     const Op** ops) const {
  if (spurious_left_ == 0) return;
  for (int i = 0; i < thread_count_; ++i) {
    const Thread& thread = threads_[i];
    if (thread.finished || thread.woken ||
        thread.pending.kind != OpKind::kWait ||
        thread.pending.object_kind != ObjectKind::kCondition ||
        EnabledByTime(thread)) {
      continue;
    }
    ids[choice->count] = i;
    ops[choice->count++] = &thread.pending;
  }
}

int Scheduler::NextReplayed(const int* threads, int count) {
  if (replayed_ == plan_.replay_count) return -1;
  const int wanted = plan_.replay[replayed_++];
  for (int i = 0; i < count; ++i) {
    if (threads[i] == wanted) return wanted;
  }
  return -1;
}

int Scheduler::PickNext(const Choice& choice) {
  const int replayed = NextReplayed(choice.threads, choice.count);
  return replayed >= 0 ? replayed : strategy_->Pick(choice);
}

int Scheduler::RecordPick(int next) {
  if (channel_->pick_count < kMaxPicks) {
    channel_->picks[channel_->pick_count++] = static_cast<uint16_t>(next);
  }
  return next;
}

// ---- Waiting ------------------------------------------------------------

void Scheduler::StartWait() {
  Self()->woken = false;
  Self()->spurious = false;
  Self()->woken_by = -1;
  if (TraceEvent* event = LastEvent()) event->waits = true;
}

int Scheduler::Waiters(const void* object, int* ids) const {
  int count = 0;
  for (int i = 0; i < thread_count_; ++i) {
    const Thread& thread = threads_[i];
    if (!thread.finished && !thread.woken &&
        thread.pending.kind == OpKind::kWait &&
        thread.pending.object == object) {
      ids[count++] = i;
    }
  }
  return count;
}

// What a search through all schedules, or a replay, picks where it is no
// thread's turn that is chosen; or -1.
int Scheduler::NextPlanned(const int* options, int count) {
  int next = -1;
  if (exhaustive_ != nullptr && !redundant_) {
    next = exhaustive_->PickWoken(options, count);
    redundant_ = next < 0;
  }
  return next >= 0 ? next : NextReplayed(options, count);
}

bool Scheduler::FailsForNoReason() {
  if (failures_left_ == 0) return false;
  Thread* self = Self();
  const int options[] = {self->id, kForNoReason};
  int next = NextPlanned(options, 2);
  if (next < 0) next = strategy_->Fails() ? kForNoReason : self->id;
  RecordPick(next);
  if (next != kForNoReason) return false;
  --failures_left_;
  self->spurious = true;
  return true;
}

int Scheduler::NotifyOne(const void* object, ObjectKind kind) {
  int ids[kMaxThreads];
  const int count = Waiters(object, ids);
  if (count == 0) {
    NoteMissed(object, kind);
    return 0;
  }
  int woken = ids[0];
  if (count > 1) {
    woken = NextPlanned(ids, count);
    if (woken < 0) woken = strategy_->PickWoken(ids, count);
    RecordPick(woken);
  }
  threads_[woken].woken = true;
  threads_[woken].woken_by = last_event_;
  return 1;
}

int Scheduler::NotifyAll(const void* object, ObjectKind kind) {
  int ids[kMaxThreads];
  const int count = Waiters(object, ids);
  if (count == 0) NoteMissed(object, kind);
  for (int i = 0; i < count; ++i) {
    threads_[ids[i]].woken = true;
    threads_[ids[i]].woken_by = last_event_;
  }
  return count;
}

void Scheduler::NoteMissed(const void* object, ObjectKind kind) {
  if (kind != ObjectKind::kCondition) return;
  Object* condition = objects_.Get(object, kind);
  if (condition == nullptr) return;
  condition->missed_by = Self()->id;
  condition->missed_stack = Self()->stack;
}

}  // namespace schedule::internal
