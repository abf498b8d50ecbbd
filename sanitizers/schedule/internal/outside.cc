// Other processes: those that the code under test starts, and whoever else may
// be at the other end of a descriptor. They run in real time, and for
// themselves.

#include <sched.h>
#include <sys/syscall.h>
#include <time.h>

#include "schedule/internal/descriptors.h"
#include "schedule/internal/raw_syscall.h"
#include "schedule/internal/scheduler.h"

namespace schedule::internal {
namespace {

// How often is looked whether somebody outside has done something, and how
// often before virtual time passes instead.
constexpr int64_t kLookNs = 5'000'000;
constexpr int kLooks = 40;

// The same for the kernel's own deliveries, which are quick, or else known to
// be on their way.
constexpr int64_t kShortLookNs = 200'000;
constexpr int kShortLooks = 3;
constexpr int kMostShortLooks = 2'500;

// Waits so long for what the thread waits for, or anything else.
void RestFor(int64_t ns, const IoWait& wait) {
  timespec span = {.tv_sec = 0, .tv_nsec = ns};
  pollfd one = {.fd = -1, .events = 0, .revents = 0};
  if (wait.count == 1) one = wait.polls[0];
  RawSyscall(SYS_ppoll, reinterpret_cast<long>(&one), 1,
             reinterpret_cast<long>(&span), 0, 0);
}

}  // namespace

void Scheduler::NoteTimer(int64_t deadline) {
  for (int i = 0; i < thread_count_; ++i) {
    Thread& thread = threads_[i];
    if (!thread.finished && thread.pending.io != nullptr &&
        thread.pending.deadline > deadline) {
      thread.pending.deadline = deadline;
    }
  }
}

void Scheduler::RequireNoUnknownThread(uint64_t flags) {
  if ((flags & CLONE_VM) == 0 || (flags & CLONE_VFORK) != 0) return;
  Fail(
      Kind::kNoProgress,
      "a thread is started with clone(), past pthread_create and std::thread: "
      "the explorer cannot stop and go on with a thread that it does not know, "
      "and so can say nothing of this program. Start it with std::thread");
}

bool Scheduler::AnyEnabled() const {
  for (int i = 0; i < thread_count_; ++i) {
    if (!threads_[i].finished && Enabled(threads_[i])) return true;
  }
  return false;
}

// The thread whose wait is the most open one: see Ender.
Thread* Scheduler::FindWaitingForOutside(Ender* ender) {
  Thread* found = nullptr;
  *ender = Ender::kNobody;
  for (int i = 0; i < thread_count_; ++i) {
    Thread& thread = threads_[i];
    if (thread.finished || thread.pending.io == nullptr) continue;
    const Ender its = WhoMayEnd(*thread.pending.io);
    if (its <= *ender) continue;
    *ender = its;
    found = &thread;
  }
  return found;
}

// Nobody can go on, but somebody outside may end a thread's wait: then this is
// no deadlock, and nobody knows whether the wait will ever end. It takes what
// real time it takes; the parent says when that is too long. Where virtual time
// could pass instead it does so after a moment.
//
// Returns true once a thread can go on.
bool Scheduler::WaitForOutside() {
  Ender ender;
  Thread* waiting = draining_ ? nullptr : FindWaitingForOutside(&ender);
  if (waiting == nullptr) return false;
  NoteOutside();
  bool has_deadline = false;
  for (int i = 0; i < thread_count_; ++i) {
    has_deadline = has_deadline || (!threads_[i].finished &&
                                    threads_[i].pending.deadline != kNever);
  }
  const int running_tid = channel_->running_tid;
  bool enabled = false;
  for (int look = 0; waiting != nullptr && !enabled; ++look) {
    const bool soon = ender == Ender::kKernel;
    if (!soon && has_deadline && look >= kLooks) break;
    if (soon && look >= kShortLooks &&
        (look >= kMostShortLooks || !AnyBytesOnTheirWay())) {
      break;
    }
    // The one that the parent asks where it is, should it get impatient.
    channel_->running_tid = waiting->os_tid;
    channel_->outside = waiting->pending;
    channel_->waits_outside = true;
    RestFor(soon ? kShortLookNs : kLookNs, *waiting->pending.io);
    enabled = AnyEnabled();
    waiting = FindWaitingForOutside(&ender);
  }
  channel_->waits_outside = false;
  channel_->running_tid = running_tid;
  return enabled;
}

}  // namespace schedule::internal
