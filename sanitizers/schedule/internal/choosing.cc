#include "schedule/internal/scheduler.h"
#include "schedule/schedule_string.h"

namespace schedule::internal {
namespace {

// So many looks in a row by every thread that can run, or so many operations of
// any kind, take time: the clock moves on to the next sleeper.
constexpr int kIdleSteps = 20;
constexpr int64_t kBusySteps = 2'000;

// Where one of them watches the clock, it moves in small steps instead: by a
// thousandth of what it shows, within these limits. So a wait of an hour has an
// end as well, and one that ends is late by no more than a thousandth.
constexpr int64_t kShareOfALook = 1000;
constexpr int64_t kShortestLook = 1'000'000;     // 1 ms.
constexpr int64_t kLongestLook = 1'000'000'000;  // 1 s.

}  // namespace

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

void Scheduler::CountStep(Thread* self, OpKind kind) {
  ++channel_->steps;
  if (self->busy_since != now_) self->busy_steps = 0;
  self->busy_since = now_;
  self->looks = 0;
  ++self->steps_since_look;
  // A thread that a search never lets run is no reason for time to pass: what
  // counts is what is done while every thread gets its turn.
  const bool by_chance = exhaustive_ == nullptr || redundant_;
  const bool is_fair = by_chance && strategy_->IsFairFrom(step_);
  if (is_fair || (alone_ && self->steps_since_look < kIdleSteps)) {
    ++self->busy_steps;
  }
  if (++step_ > plan_.max_steps) {
    Fail(Kind::kNoProgress,
         "the program goes on and on and never ends: threads run, but nothing "
         "gets done (a livelock, or a loop that waits by looking again and "
         "again)");
  }
  if (kind == OpKind::kYield || kind == OpKind::kAtomicRead) {
    NoteIdle();
  } else {
    ++changes_;
    self->idle_steps = 0;
  }
}

void Scheduler::NoteIdle() {
  Thread* self = Self();
  // An operation that was counted as a change a moment ago, and was none.
  if (self->pending.kind != OpKind::kYield &&
      self->pending.kind != OpKind::kAtomicRead) {
    --changes_;
  }
  if (self->idle_since != changes_) self->idle_steps = 0;
  self->idle_since = changes_;
  ++self->idle_steps;
}

void Scheduler::LookAtTheClock() {
  Thread* self = Self();
  self->steps_since_look = 0;
  if (++self->looks == kIdleSteps) Reach({.kind = OpKind::kYield});
}

bool Scheduler::WatchesTheClock(const Thread& thread) const {
  return !thread.finished && thread.steps_since_look < kIdleSteps &&
         Enabled(thread);
}

bool Scheduler::SomebodyWatchesTheClock() const {
  for (int i = 0; i < thread_count_; ++i) {
    if (WatchesTheClock(threads_[i])) return true;
  }
  return false;
}

// Whether the threads that can run do nothing but look again and again, or have
// been at it for long. That takes time, after all: somebody who sleeps must
// wake of it one day.
bool Scheduler::OnlySpins(const Thread& self) const {
  if (self.idle_steps < kIdleSteps && self.busy_steps < kBusySteps)
    return false;
  // Others may be late for any time that this one has waited for.
  if (plan_.clock == Clock::kAdversarial && WatchesTheClock(self)) return true;
  for (int i = 0; i < thread_count_; ++i) {
    const Thread& thread = threads_[i];
    if (thread.finished || !Enabled(thread)) continue;
    const bool idle =
        thread.idle_since == changes_ && thread.idle_steps >= kIdleSteps;
    const bool busy =
        thread.busy_since == now_ && thread.busy_steps >= kBusySteps;
    if (!idle && !busy) return false;
  }
  return true;
}

int64_t Scheduler::EarliestDeadline() const {
  int64_t earliest = kNever;
  for (int i = 0; i < thread_count_; ++i) {
    const Thread& thread = threads_[i];
    if (!thread.finished && thread.pending.deadline < earliest) {
      earliest = thread.pending.deadline;
    }
  }
  return earliest;
}

bool Scheduler::AdvanceClock() {
  const int64_t earliest = EarliestDeadline();
  if (earliest == kNever) return false;
  if (earliest > now_) {
    now_ = earliest;
  }
  return true;
}

// Lets time pass although threads can run: `self`, and where the clock is
// timely all others too, only spin.
void Scheduler::PassTime(const Thread& self) {
  if (!SomebodyWatchesTheClock()) {
    AdvanceClock();
    return;
  }
  int64_t step = now_ / kShareOfALook;
  if (step < kShortestLook) step = kShortestLook;
  if (step > kLongestLook) step = kLongestLook;
  int64_t then = now_ + step;
  const int64_t earliest = EarliestDeadline();
  const bool may_be_late =
      plan_.clock == Clock::kAdversarial && WatchesTheClock(self);
  if (then > earliest && !may_be_late) then = earliest;
  if (then <= now_) return;
  // Who was busy is so still: the next moment passes without as many operations
  // again.
  for (int i = 0; i < thread_count_; ++i) {
    if (threads_[i].busy_since == now_) threads_[i].busy_since = then;
  }
  now_ = then;
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
    if (!AdvanceClock()) FailDeadlock();
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
  return 1;
}

int Scheduler::NotifyAll(const void* object, ObjectKind kind) {
  int ids[kMaxThreads];
  const int count = Waiters(object, ids);
  if (count == 0) NoteMissed(object, kind);
  for (int i = 0; i < count; ++i) threads_[ids[i]].woken = true;
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
