// Condition variables: std::condition_variable(_any) and pthread_cond_*.
//
// The real ones are never waited on or notified: the explorer knows who waits.

#include <errno.h>
#include <pthread.h>
#include <time.h>

#include "schedule/internal/deadline.h"
#include "schedule/internal/mutex.h"
#include "schedule/internal/real.h"
#include "schedule/internal/scheduler.h"
#include "schedule/internal/touch.h"

using schedule::internal::CheckHeld;
using schedule::internal::kNanosPerSecond;
using schedule::internal::kNever;
using schedule::internal::LockMutex;
using schedule::internal::ObjectKind;
using schedule::internal::OpKind;
using schedule::internal::ReleaseMutex;
using schedule::internal::Scheduler;
using schedule::internal::TheScheduler;
using schedule::internal::Touch;
using schedule::internal::VirtualDeadline;

SCHEDULE_REAL(pthread_cond_wait);
SCHEDULE_REAL(pthread_cond_timedwait);
SCHEDULE_REAL(pthread_cond_clockwait);
SCHEDULE_REAL(pthread_cond_signal);
SCHEDULE_REAL(pthread_cond_broadcast);

namespace {

// The clock that pthread_cond_init's attributes named. The C library keeps it
// in the object: bit 1 of __wrefs (glibc, nptl/pthread_cond_common.c).
clockid_t ClockOf(const pthread_cond_t* condition) {
  constexpr unsigned kMonotonic = 2;
  return (condition->__data.__wrefs & kMonotonic) != 0 ? CLOCK_MONOTONIC
                                                       : CLOCK_REALTIME;
}

bool IsTime(const timespec& time) {
  return time.tv_nsec >= 0 && time.tv_nsec < kNanosPerSecond;
}

int Wait(pthread_cond_t* condition, pthread_mutex_t* mutex, int64_t deadline) {
  if (const int error = CheckHeld(mutex); error != 0) return error;
  Scheduler& scheduler = TheScheduler();
  scheduler.objects().Get(condition, ObjectKind::kCondition);
  // Giving the mutex up and starting to wait are one step, as POSIX has it:
  // that is what a condition variable is for.
  scheduler.Reach({.kind = OpKind::kUnlock,
                   .object = mutex,
                   .object_kind = ObjectKind::kMutex,
                   .also = condition});
  Touch(condition);
  ReleaseMutex(mutex);
  scheduler.StartWait();
  const Scheduler::Woken wake =
      scheduler.Reach({.kind = OpKind::kWait,
                       .object = condition,
                       .object_kind = ObjectKind::kCondition,
                       .deadline = deadline});
  if (const int error = LockMutex(mutex, kNever); error != 0) return error;
  return wake == Scheduler::Woken::kTimeout ? ETIMEDOUT : 0;
}

int WaitUntil(pthread_cond_t* condition, pthread_mutex_t* mutex,
              clockid_t clock, const timespec& until) {
  if (!IsTime(until)) return EINVAL;
  return Wait(condition, mutex, VirtualDeadline(clock, until));
}

void Announce(pthread_cond_t* condition, OpKind kind) {
  Scheduler& scheduler = TheScheduler();
  scheduler.objects().Get(condition, ObjectKind::kCondition);
  scheduler.Reach({.kind = kind,
                   .object = condition,
                   .object_kind = ObjectKind::kCondition});
  Touch(condition);
}

}  // namespace

extern "C" {

int pthread_cond_wait(pthread_cond_t* condition, pthread_mutex_t* mutex) {
  if (Scheduler::Self() == nullptr)
    return real_pthread_cond_wait()(condition, mutex);
  return Wait(condition, mutex, kNever);
}

int pthread_cond_timedwait(pthread_cond_t* condition, pthread_mutex_t* mutex,
                           const timespec* until) {
  if (Scheduler::Self() == nullptr) {
    return real_pthread_cond_timedwait()(condition, mutex, until);
  }
  return WaitUntil(condition, mutex, ClockOf(condition), *until);
}

int pthread_cond_clockwait(pthread_cond_t* condition, pthread_mutex_t* mutex,
                           clockid_t clock, const timespec* until) {
  if (Scheduler::Self() == nullptr) {
    return real_pthread_cond_clockwait()(condition, mutex, clock, until);
  }
  if (clock != CLOCK_REALTIME && clock != CLOCK_MONOTONIC) return EINVAL;
  return WaitUntil(condition, mutex, clock, *until);
}

int pthread_cond_signal(pthread_cond_t* condition) noexcept {
  if (Scheduler::Self() == nullptr)
    return real_pthread_cond_signal()(condition);
  Announce(condition, OpKind::kNotifyOne);
  TheScheduler().NotifyOne(condition, ObjectKind::kCondition);
  return 0;
}

int pthread_cond_broadcast(pthread_cond_t* condition) noexcept {
  if (Scheduler::Self() == nullptr)
    return real_pthread_cond_broadcast()(condition);
  Announce(condition, OpKind::kNotifyAll);
  TheScheduler().NotifyAll(condition, ObjectKind::kCondition);
  return 0;
}

}  // extern "C"
