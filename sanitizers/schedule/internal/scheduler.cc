#include "schedule/internal/scheduler.h"

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "schedule/internal/raw_syscall.h"

namespace schedule::internal {
namespace {

Scheduler the_scheduler;
__thread Thread* self_thread;

// So many looks in a row by every thread that can run, or so many operations of
// any kind, take time: the clock moves on to the next sleeper.
constexpr int kIdleSteps = 20;

// How often in a schedule a condition variable may wake somebody for no reason.
// Once finds an `if` where a `while` should be.
constexpr int kSpuriousWakeups = 1;
constexpr int64_t kBusySteps = 2'000;

void CopyText(char* to, int size, const char* from) {
  int i = 0;
  for (; i + 1 < size && from[i] != '\0'; ++i) to[i] = from[i];
  to[i] = '\0';
}

}  // namespace

OffTheRecord::OffTheRecord() : self_(self_thread) { self_thread = nullptr; }

OffTheRecord::~OffTheRecord() { self_thread = self_; }

Scheduler& TheScheduler() { return the_scheduler; }

Thread* Scheduler::Self() { return self_thread; }

void Scheduler::Begin(Channel* channel, Strategy* strategy,
                      Exhaustive* exhaustive, const Plan& plan) {
  channel_ = channel;
  strategy_ = strategy;
  exhaustive_ = exhaustive;
  redundant_ = false;
  plan_ = plan;
  now_ = 0;
  step_ = 0;
  changes_ = 0;
  spurious_left_ = kSpuriousWakeups;
  current_ = 0;
  thread_count_ = 0;
  started_ = -1;  // The body's own thread does not count.
  most_started_ = 0;
  replayed_ = 0;
  draining_ = false;
  objects_.Clear();
  channel_->pick_count = 0;
  channel_->event_count = 0;
  channel_->note_count = 0;
  channel_->thread_count = 0;
  Thread* main = NewThread();
  main->os_tid = static_cast<int>(RawSyscall(SYS_gettid));
  channel_->running_tid = main->os_tid;
  SetName(main, "main");
  self_thread = main;
  active_ = true;
}

void Scheduler::End() {
  draining_ = true;
  Reach({.kind = OpKind::kDrain});
  active_ = false;
  self_thread = nullptr;
  if (channel_->first_steps == 0) channel_->first_steps = step_;
}

// ---- Choosing -------------------------------------------------------------

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
      return op.kind == OpKind::kReadLock || lock->readers == 0;
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

void Scheduler::CountStep(Thread* self, OpKind kind) {
  ++channel_->steps;
  if (self->busy_since != now_) self->busy_steps = 0;
  self->busy_since = now_;
  ++self->busy_steps;
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
  Thread* self = self_thread;
  // An operation that was counted as a change a moment ago, and was none.
  if (self->pending.kind != OpKind::kYield &&
      self->pending.kind != OpKind::kAtomicRead) {
    --changes_;
  }
  if (self->idle_since != changes_) self->idle_steps = 0;
  self->idle_since = changes_;
  ++self->idle_steps;
}

// Whether the threads that can run do nothing but look again and again, or have
// been at it for long. That takes time, after all: somebody who sleeps must
// wake of it one day.
bool Scheduler::OnlySpins() const {
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

bool Scheduler::AdvanceClock() {
  int64_t earliest = kNever;
  for (int i = 0; i < thread_count_; ++i) {
    const Thread& thread = threads_[i];
    if (!thread.finished && thread.pending.deadline < earliest) {
      earliest = thread.pending.deadline;
    }
  }
  if (earliest == kNever) return false;
  if (earliest > now_) {
    now_ = earliest;
  }
  return true;
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

// ---- Handing the turn on --------------------------------------------------

Scheduler::Woken Scheduler::Reach(const Op& op) {
  Thread* self = self_thread;
  self->pending = op;
  if (op.kind != OpKind::kWait) self->woken = false;
  if (plan_.trace) CaptureStack(&self->stack);
  if (draining_ && self->id != 0) FailLeak();
  CountStep(self, op.kind);
  if ((self->idle_steps >= kIdleSteps || self->busy_steps >= kBusySteps) &&
      OnlySpins()) {
    AdvanceClock();
  }
  const int next = Choose(self);
  if (next != self->id) {
    HandTo(&threads_[next]);
    WaitForTurn(self);
  }
  Woken wake = Woken::kReady;
  if (self->pending.deadline != kNever && !Enabled(*self)) {
    if (self->pending.deadline > now_) now_ = self->pending.deadline;
    wake = Woken::kTimeout;
  }
  if (plan_.trace) Record(*self);
  self->pending.deadline = kNever;
  return wake;
}

void Scheduler::HandTo(Thread* next) {
  current_ = next->id;
  channel_->running_tid = next->os_tid;
  __atomic_store_n(&next->gate, 1, __ATOMIC_RELEASE);
  RawSyscall(SYS_futex, reinterpret_cast<long>(&next->gate), FUTEX_WAKE_PRIVATE,
             1);
}

void Scheduler::WaitForTurn(Thread* self) {
  while (__atomic_load_n(&self->gate, __ATOMIC_ACQUIRE) == 0) {
    RawSyscall(SYS_futex, reinterpret_cast<long>(&self->gate),
               FUTEX_WAIT_PRIVATE, 0, 0);
  }
  self->gate = 0;
}

// ---- Threads --------------------------------------------------------------

Thread* Scheduler::NewThread() {
  if (thread_count_ == kMaxThreads) return nullptr;
  Thread* thread = &threads_[thread_count_];
  *thread = Thread{};
  thread->id = thread_count_++;
  channel_->names[thread->id][0] = '\0';
  channel_->thread_count = thread_count_;
  // The event of its creation, which was recorded a moment ago.
  if (plan_.trace && channel_->event_count > 0) {
    channel_->events[channel_->event_count - 1].op.target = thread->id;
  }
  if (++started_ > most_started_) most_started_ = started_;
  return thread;
}

void Scheduler::ForgetThread(Thread* thread) {
  thread->finished = true;
  --started_;
}

void Scheduler::EnterThread(Thread* thread) {
  self_thread = thread;
  thread->os_tid = static_cast<int>(RawSyscall(SYS_gettid));
  WaitForTurn(thread);
  channel_->running_tid = thread->os_tid;
  if (draining_) FailLeak();
  if (plan_.trace) Record(*thread);
}

void Scheduler::FinishThread() {
  Thread* self = self_thread;
  self_thread = nullptr;
  self->finished = true;
  self->pending = Op{};
  HandTo(&threads_[Choose(self)]);
}

Thread* Scheduler::FindThread(uintptr_t handle) {
  // The newest first: the C library uses handles again.
  for (int i = thread_count_ - 1; i > 0; --i) {
    if (threads_[i].handle == handle) return &threads_[i];
  }
  return nullptr;
}

void Scheduler::SetName(Thread* thread, const char* name) {
  CopyText(channel_->names[thread->id], kNameSize, name);
}

const char* Scheduler::Name(const Thread* thread) const {
  return channel_->names[thread->id];
}

int Scheduler::ThreadIdOfTid(int os_tid) const {
  for (int i = thread_count_ - 1; i >= 0; --i) {
    if (threads_[i].os_tid == os_tid) return i;
  }
  return -1;
}

// ---- Waiting --------------------------------------------------------------

void Scheduler::StartWait() {
  self_thread->woken = false;
  self_thread->spurious = false;
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

int Scheduler::NotifyOne(const void* object, ObjectKind kind) {
  int ids[kMaxThreads];
  const int count = Waiters(object, ids);
  if (count == 0) {
    NoteMissed(object, kind);
    return 0;
  }
  int woken = ids[0];
  if (count > 1) {
    woken = -1;
    if (exhaustive_ != nullptr && !redundant_) {
      woken = exhaustive_->PickWoken(ids, count);
      redundant_ = woken < 0;
    }
    if (woken < 0) woken = NextReplayed(ids, count);
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
  condition->missed_by = self_thread->id;
  condition->missed_stack = self_thread->stack;
}

// ---- Recording ------------------------------------------------------------

void Scheduler::Record(const Thread& self) {
  if (channel_->event_count == kMaxEvents) return;
  TraceEvent& event = channel_->events[channel_->event_count++];
  event.thread = self.id;
  event.op = self.pending;
  const Object* object =
      objects_.Find(self.pending.object, self.pending.object_kind);
  event.object = object == nullptr ? 0 : object->number;
  event.time_ns = now_;
  event.stack = self.stack;
  event.note = -1;
  event.spurious = self.spurious && self.pending.kind == OpKind::kWait;
}

void Scheduler::AddNote(const char* text, int length) {
  if (channel_->note_count == kMaxNotes) return;
  NoteLine& note = channel_->notes[channel_->note_count];
  note.thread = self_thread->id;
  note.time_ns = now_;
  const int count = length < kNoteSize - 1 ? length : kNoteSize - 1;
  for (int i = 0; i < count; ++i) note.text[i] = text[i];
  note.text[count] = '\0';
  if (plan_.trace && channel_->event_count > 0) {
    channel_->events[channel_->event_count - 1].note = channel_->note_count;
  }
  ++channel_->note_count;
}

// ---- Failing --------------------------------------------------------------

Failure& Scheduler::StartFailure(Kind kind, const char* message) {
  Failure& failure = channel_->failure;
  failure.kind = kind;
  CopyText(failure.message, sizeof(failure.message), message);
  failure.file[0] = '\0';
  failure.line = 0;
  failure.thread = self_thread != nullptr ? self_thread->id : current_;
  // What drains is not what was left behind.
  for (int i = 1; i < thread_count_ && draining_ && failure.thread == 0; ++i) {
    if (!threads_[i].finished) failure.thread = i;
  }
  failure.exact_stack = false;
  failure.access_count = 0;
  failure.time_ns = now_;
  failure.stack.pcs[0] = 0;
  DescribeBlocked(failure);
  return failure;
}

void Scheduler::DescribeBlocked(Failure& failure) {
  failure.blocked_count = 0;
  for (int i = 0; i < thread_count_; ++i) {
    const Thread& thread = threads_[i];
    if (thread.finished || Enabled(thread)) continue;
    Blocked& blocked = failure.blocked[failure.blocked_count++];
    blocked.thread = i;
    blocked.op = thread.pending;
    blocked.stack = thread.stack;
    const Object* object =
        objects_.Find(thread.pending.object, thread.pending.object_kind);
    blocked.object = object == nullptr ? 0 : object->number;
    blocked.owner = object == nullptr ? -1 : object->owner;
    blocked.missed_by = -1;
    if (object == nullptr) continue;
    blocked.owner_stack = object->owner_stack;
    if (thread.pending.kind != OpKind::kWait) continue;
    blocked.missed_by = object->missed_by;
    blocked.missed_stack = object->missed_stack;
  }
}

void Scheduler::Fail(Kind kind, const char* message) {
  CaptureStack(&StartFailure(kind, message).stack);
  Leave();
}

void Scheduler::FailLeak() {
  Fail(Kind::kThreadLeak,
       "was still at work when the function had returned: nobody joined it, or "
       "waited for the last thing it does");
}

void Scheduler::FailDeadlock() {
  if (draining_) FailLeak();
  Fail(Kind::kDeadlock, "every thread waits, and none can ever go on");
}

void Scheduler::Leave() {
  channel_->status = Status::kFailed;
  RawSyscall(SYS_exit_group, 0);
  __builtin_unreachable();
}

}  // namespace schedule::internal
