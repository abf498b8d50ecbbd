#include <signal.h>
#include <sys/syscall.h>

#include "schedule/internal/descriptors.h"
#include "schedule/internal/raw_syscall.h"
#include "schedule/internal/scheduler.h"

namespace schedule::internal {

void CopyText(char* to, int size, const char* from) {
  int i = 0;
  for (; i + 1 < size && from[i] != '\0'; ++i) to[i] = from[i];
  to[i] = '\0';
}

TraceEvent* Scheduler::LastEvent() {
  return last_event_ < 0 ? nullptr : &channel_->events[last_event_];
}

int Scheduler::NumberOf(const void* address, ObjectKind kind) {
  // An atomic is one thing, whether it is waited on or not.
  if (kind == ObjectKind::kFutex) kind = ObjectKind::kAtomic;
  const Object* object = kind == ObjectKind::kAtomic
                             ? objects_.Get(address, kind)
                             : objects_.Find(address, kind);
  return object == nullptr ? 0 : object->number;
}

void Scheduler::Record(const Thread& self, Woken wake) {
  last_event_ = -1;
  if (channel_->event_count == kMaxEvents) return;
  last_event_ = channel_->event_count;
  TraceEvent& event = channel_->events[channel_->event_count++];
  const Op& op = self.pending;
  const Object* object = objects_.Find(op.object, op.object_kind);
  event.thread = self.id;
  event.op = op;
  event.object = NumberOf(op.object, op.object_kind);
  event.also = NumberOf(op.also, ObjectKind::kCondition);
  event.time_ns = now_;
  event.stack = self.stack;
  event.note = -1;
  event.woken_by = op.kind == OpKind::kWait ? self.woken_by : -1;
  event.spurious = self.spurious &&
                   (op.kind == OpKind::kWait || op.kind == OpKind::kAtomicRead);
  event.timed_out = wake == Woken::kTimeout;
  event.in_vain = false;
  event.waits = false;
  event.nested = op.kind == OpKind::kUnlock &&
                 op.object_kind == ObjectKind::kMutex && object != nullptr &&
                 object->depth > 1;
}

void Scheduler::AddNote(const char* text, int length) {
  if (channel_->note_count == kMaxNotes) return;
  NoteLine& note = channel_->notes[channel_->note_count];
  note.thread = Self()->id;
  note.time_ns = now_;
  const int count = length < kNoteSize - 1 ? length : kNoteSize - 1;
  for (int i = 0; i < count; ++i) note.text[i] = text[i];
  note.text[count] = '\0';
  if (TraceEvent* event = LastEvent()) event->note = channel_->note_count;
  ++channel_->note_count;
}

void Scheduler::KeepReport(const char* text) {
  if (!active_ || !plan_.trace) return;
  int& size = channel_->report_size;
  for (; *text != '\0' && size < kMaxReport; ++text)
    channel_->report[size++] = *text;
}

Failure& Scheduler::StartFailure(Kind kind, const char* message) {
  Failure& failure = channel_->failure;
  failure.kind = kind;
  CopyText(failure.message, sizeof(failure.message), message);
  failure.file[0] = '\0';
  failure.line = 0;
  failure.thread = Self() != nullptr ? Self()->id : current_;
  // What drains is not what was left behind.
  for (int i = 1; i < thread_count_ && draining_ && failure.thread == 0; ++i) {
    if (!threads_[i].finished) failure.thread = i;
  }
  failure.exact_stack = false;
  failure.access_count = 0;
  failure.stuck_count = 0;
  failure.time_ns = now_;
  failure.stack.pcs[0] = 0;
  for (int i = 0; i < thread_count_; ++i) {
    failure.next[i].pcs[0] = 0;
    if (!threads_[i].finished && plan_.trace)
      failure.next[i] = threads_[i].stack;
  }
  DescribeBlocked(failure);
  return failure;
}

void Scheduler::DescribeBlocked(Failure& failure) {
  failure.blocked_count = 0;
  for (int i = 0; i < thread_count_; ++i) {
    const Thread& thread = threads_[i];
    if (thread.finished || channel_->onlookers[i] || Enabled(thread)) continue;
    Blocked& blocked = failure.blocked[failure.blocked_count++];
    blocked.thread = i;
    blocked.op = thread.pending;
    blocked.stack = thread.stack;
    const Object* object =
        objects_.Find(thread.pending.object, thread.pending.object_kind);
    blocked.object =
        NumberOf(thread.pending.object, thread.pending.object_kind);
    blocked.owner = object == nullptr ? -1 : object->owner;
    blocked.missed_by = -1;
    blocked.write_end = thread.pending.call == IoCall::kRead
                            ? WriteEndOf(thread.pending.fd)
                            : -1;
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

void Scheduler::FailUnlock(const Object& lock) {
  Fail(Kind::kCrash,
       lock.owner >= 0 || lock.readers > 0
           ? "a lock is given back by a thread that does not hold it, while "
             "another does: only the thread that took a lock may unlock it"
           : "a lock is given back that nobody holds: an unlock too many, or "
             "one without a lock before it");
}

void Scheduler::FailLeak() {
  Fail(Kind::kThreadLeak,
       "was still at work when the function had returned: nobody joined it, or "
       "waited for the last thing it does");
}

void Scheduler::FailDeadlock() {
  if (draining_) FailLeak();
  Fail(Kind::kDeadlock, "");  // What is blocked says it all.
}

void Scheduler::Leave() {
  // A process of its own: it ends as it would have ended.
  if (in_child_) RawSyscall(SYS_kill, RawSyscall(SYS_getpid), SIGABRT);
  channel_->status = Status::kFailed;
  RawSyscall(SYS_exit_group, 0);
  __builtin_unreachable();
}

}  // namespace schedule::internal
