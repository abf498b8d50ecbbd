// Processes that the code under test starts, which run for themselves, and
// threads that it starts past pthread_create, which cannot be explored.

#include <errno.h>
#include <sched.h>
#include <stdarg.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include "schedule/internal/io.h"
#include "schedule/internal/real.h"
#include "schedule/internal/scheduler.h"

using schedule::internal::Announce;
using schedule::internal::Await;
using schedule::internal::FileKind;
using schedule::internal::IoCall;
using schedule::internal::IoWait;
using schedule::internal::kNever;
using schedule::internal::Scheduler;
using schedule::internal::TheScheduler;

SCHEDULE_REAL(fork);
SCHEDULE_REAL(clone);
SCHEDULE_REAL(waitpid);
SCHEDULE_REAL(wait3);
SCHEDULE_REAL(wait4);
SCHEDULE_REAL(waitid);

namespace {

using Work = int (*)(void*);

// What a process made by clone() is to do. It has a copy of its own.
struct CloneStart {
  Work work;
  void* argument;
};
CloneStart clone_start;

int RunClone(void*) {
  TheScheduler().LeaveInChild();
  return clone_start.work(clone_start.argument);
}

void AnnounceProcess(IoCall call) {
  TheScheduler().NoteOutside();
  Announce(call, FileKind::kNone, -1);
}

void AwaitProcess(idtype_t type, id_t id, int options) {
  if ((options & WNOHANG) != 0) {
    AnnounceProcess(IoCall::kWaitForProcess);
    return;
  }
  TheScheduler().NoteOutside();
  const IoWait wait = {.for_process = true,
                       .process_type = type,
                       .process = id,
                       .process_options = options};
  Await(IoCall::kWaitForProcess, FileKind::kNone, -1, wait, kNever);
}

// As waitpid() names whom it waits for.
void AwaitProcess(pid_t pid, int options) {
  const int kinds = WEXITED | (options & (WNOHANG | WCONTINUED)) |
                    ((options & WUNTRACED) != 0 ? WSTOPPED : 0);
  if (pid > 0) return AwaitProcess(P_PID, static_cast<id_t>(pid), kinds);
  if (pid == -1) return AwaitProcess(P_ALL, 0, kinds);
  AwaitProcess(P_PGID, static_cast<id_t>(-pid), kinds);
}

pid_t NoteNone(pid_t ended) {
  if (ended == 0) TheScheduler().NoteIdle();
  return ended;
}

}  // namespace

extern "C" {

pid_t fork() noexcept {
  if (Scheduler::Self() == nullptr) return real_fork()();
  AnnounceProcess(IoCall::kStartProcess);
  const pid_t child = real_fork()();
  if (child == 0) TheScheduler().LeaveInChild();
  return child;
}

// A child that shares its parent's memory would leave the explorer for both.
pid_t vfork() noexcept { return fork(); }

int clone(Work work, void* stack, int flags, void* argument, ...) noexcept {
  va_list list;
  va_start(list, argument);
  void* parent_id = va_arg(list, void*);
  void* storage = va_arg(list, void*);
  void* child_id = va_arg(list, void*);
  va_end(list);
  if (Scheduler::Self() == nullptr) {
    return real_clone()(work, stack, flags, argument, parent_id, storage,
                        child_id);
  }
  TheScheduler().RequireNoUnknownThread(static_cast<unsigned>(flags));
  AnnounceProcess(IoCall::kStartProcess);
  if ((flags & CLONE_VM) != 0) {
    // As posix_spawn() has it: the parent stands still until another program
    // takes the child over.
    return real_clone()(work, stack, flags, argument, parent_id, storage,
                        child_id);
  }
  clone_start = {work, argument};
  return real_clone()(RunClone, stack, flags, nullptr, parent_id, storage,
                      child_id);
}

pid_t waitpid(pid_t pid, int* status, int options) {
  if (Scheduler::Self() == nullptr) {
    return real_waitpid()(pid, status, options);
  }
  AwaitProcess(pid, options);
  return NoteNone(real_waitpid()(pid, status, options));
}

pid_t wait(int* status) { return waitpid(-1, status, 0); }

pid_t wait3(int* status, int options, rusage* usage) noexcept {
  if (Scheduler::Self() == nullptr) {
    return real_wait3()(status, options, usage);
  }
  AwaitProcess(-1, options);
  return NoteNone(real_wait3()(status, options, usage));
}

pid_t wait4(pid_t pid, int* status, int options, rusage* usage) noexcept {
  if (Scheduler::Self() == nullptr) {
    return real_wait4()(pid, status, options, usage);
  }
  AwaitProcess(pid, options);
  return NoteNone(real_wait4()(pid, status, options, usage));
}

int waitid(idtype_t type, id_t id, siginfo_t* info, int options) {
  if (Scheduler::Self() == nullptr) {
    return real_waitid()(type, id, info, options);
  }
  AwaitProcess(type, id, options);
  return real_waitid()(type, id, info, options);
}

}  // extern "C"
