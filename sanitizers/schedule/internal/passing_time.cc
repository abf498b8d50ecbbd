#include "schedule/internal/scheduler.h"

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

// Virtual time that a schedule takes only where nothing else happens.
constexpr int64_t kLong = int64_t{24} * 3600 * 1'000'000'000;

// Operations that never change anything.
bool ChangesNothing(OpKind kind) {
  return kind == OpKind::kYield || kind == OpKind::kAtomicRead;
}

// Operations that are noted as idle afterwards, if they are: see NoteIdle.
bool MayChangeNothing(OpKind kind) {
  return kind == OpKind::kTryLock || kind == OpKind::kAtomicWrite ||
         kind == OpKind::kIo;
}

}  // namespace

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
  if (++step_ > plan_.max_steps && now_ > kLong) {
    Fail(Kind::kNoProgress,
         "time goes by for days and the program never ends: a thread wakes "
         "when its time is up, finds nothing to do, and waits again (a loop "
         "that nobody stops, or work that never comes)");
  }
  if (step_ > plan_.max_steps) {
    Fail(Kind::kNoProgress,
         "the program goes on and on and never ends: threads run, but nothing "
         "gets done (a livelock, or a loop that waits by looking again and "
         "again)");
  }
  CountChange(self);
  if (ChangesNothing(kind)) {
    NoteIdle();
  } else {
    self->changed = true;
    if (!MayChangeNothing(kind)) self->idle_steps = 0;
  }
}

// Its latest operation is over: whether it changed something is known.
void Scheduler::CountChange(Thread* self) {
  if (!self->changed) return;
  self->changed = false;
  ++changes_;
  self->idle_steps = 0;
}

void Scheduler::NoteIdle() {
  Thread* self = Self();
  self->changed = false;
  if (!ChangesNothing(self->pending.kind)) {
    if (TraceEvent* event = LastEvent()) event->in_vain = true;
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

}  // namespace schedule::internal
