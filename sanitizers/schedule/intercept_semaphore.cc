// Semaphores and barriers of POSIX: sem_* and pthread_barrier_*.

#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <time.h>

#include "schedule/internal/deadline.h"
#include "schedule/internal/real.h"
#include "schedule/internal/scheduler.h"

using schedule::internal::Exploring;
using schedule::internal::kNever;
using schedule::internal::Object;
using schedule::internal::ObjectKind;
using schedule::internal::OpKind;
using schedule::internal::Scheduler;
using schedule::internal::TheScheduler;
using schedule::internal::VirtualDeadline;

SCHEDULE_REAL(sem_wait);
SCHEDULE_REAL(sem_trywait);
SCHEDULE_REAL(sem_timedwait);
SCHEDULE_REAL(sem_clockwait);
SCHEDULE_REAL(sem_post);
SCHEDULE_REAL(pthread_barrier_init);
SCHEDULE_REAL(pthread_barrier_wait);

// NOLINTBEGIN(bugprone-reserved-identifier)
extern "C" {
__attribute__((weak)) void __tsan_acquire(void* address);
__attribute__((weak)) void __tsan_release(void* address);
}
// NOLINTEND(bugprone-reserved-identifier)

namespace {

void Reach(OpKind kind, sem_t* semaphore) {
  TheScheduler().ObjectOf(semaphore, ObjectKind::kSemaphore);
  TheScheduler().Reach({.kind = kind,
                        .object = semaphore,
                        .object_kind = ObjectKind::kSemaphore});
}

int Wait(sem_t* semaphore, int64_t deadline) {
  Scheduler& scheduler = TheScheduler();
  bool in_time = true;
  for (;;) {
    // Looking at the count and starting to wait are one step.
    Reach(OpKind::kTryLock, semaphore);
    if (real_sem_trywait()(semaphore) == 0) return 0;
    if (!in_time) {
      errno = ETIMEDOUT;
      return -1;
    }
    scheduler.StartWait();
    in_time =
        scheduler.Reach({.kind = OpKind::kWait,
                         .object = semaphore,
                         .object_kind = ObjectKind::kSemaphore,
                         .deadline = deadline}) == Scheduler::Woken::kReady;
  }
}

}  // namespace

extern "C" {

int sem_wait(sem_t* semaphore) {
  if (!Exploring()) return real_sem_wait()(semaphore);
  return Wait(semaphore, kNever);
}

int sem_timedwait(sem_t* semaphore, const timespec* until) {
  if (!Exploring()) return real_sem_timedwait()(semaphore, until);
  return Wait(semaphore, VirtualDeadline(CLOCK_REALTIME, *until));
}

int sem_clockwait(sem_t* semaphore, clockid_t clock, const timespec* until) {
  if (!Exploring()) return real_sem_clockwait()(semaphore, clock, until);
  return Wait(semaphore, VirtualDeadline(clock, *until));
}

int sem_trywait(sem_t* semaphore) noexcept {
  if (!Exploring()) return real_sem_trywait()(semaphore);
  Reach(OpKind::kTryLock, semaphore);
  const int result = real_sem_trywait()(semaphore);
  if (result != 0) TheScheduler().NoteIdle();
  return result;
}

int sem_post(sem_t* semaphore) noexcept {
  if (!Exploring()) return real_sem_post()(semaphore);
  Reach(OpKind::kNotifyOne, semaphore);
  const int result = real_sem_post()(semaphore);
  TheScheduler().NotifyOne(semaphore, ObjectKind::kSemaphore);
  return result;
}

int pthread_barrier_init(pthread_barrier_t* barrier,
                         const pthread_barrierattr_t* attributes,
                         unsigned count) noexcept {
  if (Exploring()) {
    Object* object = TheScheduler().ObjectOf(barrier, ObjectKind::kBarrier);
    object->depth = static_cast<int>(count);
    object->readers = 0;
  }
  return real_pthread_barrier_init()(barrier, attributes, count);
}

int pthread_barrier_wait(pthread_barrier_t* barrier) noexcept {
  if (!Exploring()) return real_pthread_barrier_wait()(barrier);
  Scheduler& scheduler = TheScheduler();
  scheduler.Reach({.kind = OpKind::kNotifyAll,
                   .object = barrier,
                   .object_kind = ObjectKind::kBarrier});
  if (__tsan_release != nullptr) __tsan_release(barrier);
  Object* object = TheScheduler().ObjectOf(barrier, ObjectKind::kBarrier);
  const bool last = ++object->readers == object->depth;
  if (last) {
    object->readers = 0;
    scheduler.NotifyAll(barrier, ObjectKind::kBarrier);
  } else {
    scheduler.StartWait();
    scheduler.Reach({.kind = OpKind::kWait,
                     .object = barrier,
                     .object_kind = ObjectKind::kBarrier});
  }
  if (__tsan_acquire != nullptr) __tsan_acquire(barrier);
  return last ? PTHREAD_BARRIER_SERIAL_THREAD : 0;
}

}  // extern "C"
