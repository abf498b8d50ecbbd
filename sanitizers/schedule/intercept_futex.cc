// The futex system call: std::atomic's wait and notify, std::latch,
// std::barrier, std::counting_semaphore and absl::Mutex all end here.

#include <errno.h>
#include <linux/futex.h>
#include <stdarg.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <cstdint>

#include "schedule/internal/deadline.h"
#include "schedule/internal/raw_syscall.h"
#include "schedule/internal/scheduler.h"

using schedule::internal::DeadlineIn;
using schedule::internal::kNever;
using schedule::internal::ObjectKind;
using schedule::internal::OpKind;
using schedule::internal::RawSyscall;
using schedule::internal::Scheduler;
using schedule::internal::TheScheduler;
using schedule::internal::VirtualDeadline;

namespace {

long FutexWait(const int* word, int expected, int64_t deadline) {
  Scheduler& scheduler = TheScheduler();
  scheduler.objects().Get(word, ObjectKind::kFutex);
  // Looking at the word and starting to wait are one step, as the kernel has
  // it.
  scheduler.Reach({.kind = OpKind::kAtomicRead,
                   .object = word,
                   .object_kind = ObjectKind::kFutex,
                   .also = word});
  if (__atomic_load_n(word, __ATOMIC_SEQ_CST) != expected) return -EAGAIN;
  scheduler.StartWait();
  const Scheduler::Woken wake =
      scheduler.Reach({.kind = OpKind::kWait,
                       .object = word,
                       .object_kind = ObjectKind::kFutex,
                       .deadline = deadline});
  return wake == Scheduler::Woken::kTimeout ? -ETIMEDOUT : 0;
}

long FutexWake(const int* word, int count) {
  Scheduler& scheduler = TheScheduler();
  scheduler.objects().Get(word, ObjectKind::kFutex);
  scheduler.Reach({.kind = count == 1 ? OpKind::kNotifyOne : OpKind::kNotifyAll,
                   .object = word,
                   .object_kind = ObjectKind::kFutex});
  if (count > 1) return scheduler.NotifyAll(word, ObjectKind::kFutex);
  return count < 1 ? 0 : scheduler.NotifyOne(word, ObjectKind::kFutex);
}

// Returns true, and the call's result, for the futex operations that wait and
// wake. The others (priority inheritance, requeueing) are the kernel's.
bool Futex(const long* argument, long* result) {
  const auto* word = reinterpret_cast<const int*>(argument[0]);
  const int flags = static_cast<int>(argument[1]);
  const int value = static_cast<int>(argument[2]);
  const auto* time = reinterpret_cast<const timespec*>(argument[3]);
  const clockid_t clock =
      (flags & FUTEX_CLOCK_REALTIME) != 0 ? CLOCK_REALTIME : CLOCK_MONOTONIC;
  switch (flags & FUTEX_CMD_MASK) {
    case FUTEX_WAIT:
      *result =
          FutexWait(word, value, time == nullptr ? kNever : DeadlineIn(*time));
      return true;
    case FUTEX_WAIT_BITSET:
      *result =
          FutexWait(word, value,
                    time == nullptr ? kNever : VirtualDeadline(clock, *time));
      return true;
    case FUTEX_WAKE:
    case FUTEX_WAKE_BITSET:
      *result = FutexWake(word, value);
      return true;
    default:
      return false;
  }
}

// clone() itself, past the C library's functions for it.
bool StartsThreadOrProcess(long number) {
  switch (number) {
    case SYS_clone:
    case SYS_clone3:
#ifdef SYS_fork
    case SYS_fork:
#endif
      return true;
    default:
      return false;
  }
}

// The kernel's clone_args begins with the flags.
uint64_t CloneFlags(long number, long argument) {
  if (number == SYS_clone) return static_cast<uint64_t>(argument);
  return number == SYS_clone3 ? *reinterpret_cast<const uint64_t*>(argument)
                              : 0;
}

}  // namespace

extern "C" long syscall(long number, ...) noexcept {
  long argument[6];
  va_list list;
  va_start(list, number);
  for (long& a : argument) a = va_arg(list, long);
  va_end(list);
  const bool explored = Scheduler::Self() != nullptr;
  const bool starts = explored && StartsThreadOrProcess(number);
  if (starts) {
    TheScheduler().RequireNoUnknownThread(CloneFlags(number, argument[0]));
    TheScheduler().NoteOutside();
  }
  long result = 0;
  if (!(number == SYS_futex && explored && Futex(argument, &result))) {
    result = RawSyscall(number, argument[0], argument[1], argument[2],
                        argument[3], argument[4], argument[5]);
  }
  if (starts && result == 0) TheScheduler().LeaveInChild();
  if (result < 0 && result > -4096) {
    errno = static_cast<int>(-result);
    return -1;
  }
  return result;
}
