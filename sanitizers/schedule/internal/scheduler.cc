#include "schedule/internal/scheduler.h"

#include <linux/futex.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "schedule/internal/raw_syscall.h"
#include "schedule/internal/timers.h"

namespace schedule::internal {
namespace {

Scheduler the_scheduler;
__thread Thread* self_thread;

void SetDefault(int signal) {
  // The kernel's struct sigaction, of zeros: SIG_DFL, no flags, no mask.
  constexpr int kWords = 4;
  constexpr int kMaskSize = 8;
  const uint64_t action[kWords] = {};
  RawSyscall(SYS_rt_sigaction, signal, reinterpret_cast<long>(action), 0,
             kMaskSize);
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
  ++schedules_begun_;
  now_ = 0;
  step_ = 0;
  changes_ = 0;
  spurious_left_ = kSpuriousWakeups;
  failures_left_ = kSpuriousFailures;
  alone_ = false;
  current_ = 0;
  thread_count_ = 0;
  started_ = -1;  // The body's own thread does not count.
  most_started_ = 0;
  replayed_ = 0;
  last_event_ = -1;
  draining_ = false;
  objects_.Clear();
  weak_atomics_.Clear();
  lock_order_.Begin(channel_, &objects_);
  ForgetTimers();
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
  if (weak_atomics_.matter()) channel_->weak_atomics = true;
}

Scheduler::Woken Scheduler::Reach(const Op& op) {
  Thread* self = self_thread;
  const int picks = channel_->pick_count;
  self->pending = op;
  if (op.kind != OpKind::kWait) self->woken = false;
  if (plan_.trace) CaptureStack(&self->stack);
  if (draining_ && self->id != 0) FailLeak();
  CountStep(self, op.kind);
  if (OnlySpins(*self)) PassTime(*self);
  for (;;) {
    const int next = Choose(self);
    if (next != self->id) {
      HandTo(&threads_[next]);
      WaitForTurn(self);
    }
    if (!CanQueue(*self)) break;
    Queue(self);
  }
  Woken wake = Woken::kReady;
  if (self->pending.deadline != kNever && !Enabled(*self)) {
    if (self->pending.deadline > now_) now_ = self->pending.deadline;
    wake = Woken::kTimeout;
  }
  LeaveQueue(self);
  if (plan_.trace) Record(*self, wake);
  if (wake == Woken::kReady) lock_order_.Note(self->id, self->pending, picks);
  if (op.deadline != kNever) channel_->timed = true;
  self->spurious = false;
  self->pending.deadline = kNever;
  self->pending.io = nullptr;
  return wake;
}

void Scheduler::NoteTried(bool shared) {
  lock_order_.NoteTried(self_thread->id, self_thread->pending, shared);
}

void Scheduler::HandTo(Thread* next) {
  ++channel_->handovers;
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

void Scheduler::NoteAtomic(const void* place, bool weak) {
  // Only a proof has to know.
  if (exhaustive_ != nullptr) weak_atomics_.Add(place, Self()->id, weak);
}

// ---- Threads --------------------------------------------------------------

Thread* Scheduler::NewThread() {
  if (thread_count_ == kMaxThreads) return nullptr;
  Thread* thread = &threads_[thread_count_];
  *thread = Thread{};
  thread->id = thread_count_++;
  channel_->names[thread->id][0] = '\0';
  channel_->onlookers[thread->id] = false;
  channel_->thread_count = thread_count_;
  lock_order_.AddThread(self_thread == nullptr ? -1 : self_thread->id,
                        thread->id);
  // The event of its creation, which was recorded a moment ago.
  if (TraceEvent* creation = LastEvent()) creation->op.target = thread->id;
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
  if (plan_.trace) Record(*thread, Woken::kReady);
}

void Scheduler::FinishThread() {
  Thread* self = self_thread;
  self_thread = nullptr;
  CountChange(self);
  self->finished = true;
  self->pending = Op{};
  objects_.SetFreeRobust(self->id);
  HandTo(&threads_[Choose(self)]);
}

void Scheduler::LeaveInChild() {
  self_thread = nullptr;
  active_ = false;
  in_child_ = true;
  // What it writes there from now on is for nobody.
  RawSyscall(SYS_mmap, reinterpret_cast<long>(channel_), sizeof(Channel),
             PROT_READ | PROT_WRITE,
             MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_NORESERVE, -1, 0);
  for (const int signal : {SIGSEGV, SIGABRT, SIGFPE, SIGBUS, SIGILL, SIGPIPE}) {
    SetDefault(signal);
  }
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

void Scheduler::SetOnlooker(const Thread& thread) {
  channel_->onlookers[thread.id] = true;
}

Object* Scheduler::ObjectOf(const volatile void* address, ObjectKind kind) {
  Object* object = objects_.Get(const_cast<const void*>(address), kind);
  if (object == nullptr) {
    Fail(Kind::kInfra,
         "the program uses more locks, conditions and semaphores in one "
         "schedule than the explorer can follow");
  }
  return object;
}

int Scheduler::ThreadIdOfTid(int os_tid) const {
  for (int i = thread_count_ - 1; i >= 0; --i) {
    if (threads_[i].os_tid == os_tid) return i;
  }
  return -1;
}

}  // namespace schedule::internal
