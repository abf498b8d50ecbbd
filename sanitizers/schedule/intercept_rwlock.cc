// Locks that readers share: std::shared_mutex, std::shared_timed_mutex and
// pthread_rwlock_*; and pthread_spin_*.

#include <errno.h>
#include <pthread.h>
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

SCHEDULE_REAL(pthread_rwlock_rdlock);
SCHEDULE_REAL(pthread_rwlock_tryrdlock);
SCHEDULE_REAL(pthread_rwlock_timedrdlock);
SCHEDULE_REAL(pthread_rwlock_clockrdlock);
SCHEDULE_REAL(pthread_rwlock_wrlock);
SCHEDULE_REAL(pthread_rwlock_trywrlock);
SCHEDULE_REAL(pthread_rwlock_timedwrlock);
SCHEDULE_REAL(pthread_rwlock_clockwrlock);
SCHEDULE_REAL(pthread_rwlock_unlock);
SCHEDULE_REAL(pthread_rwlock_destroy);
SCHEDULE_REAL(pthread_spin_lock);
SCHEDULE_REAL(pthread_spin_trylock);
SCHEDULE_REAL(pthread_spin_unlock);

namespace {

Object* ObjectOf(const volatile void* lock) {
  return TheScheduler().ObjectOf(lock, ObjectKind::kReadWriteLock);
}

// Waits for the turn to do `kind` to the lock; false when the deadline passed.
bool Reach(OpKind kind, const volatile void* lock, int64_t deadline = kNever) {
  ObjectOf(lock);
  return TheScheduler().Reach({.kind = kind,
                               .object = const_cast<const void*>(lock),
                               .object_kind = ObjectKind::kReadWriteLock,
                               .deadline = deadline}) ==
         Scheduler::Woken::kReady;
}

void TakeAlone(const volatile void* lock) {
  Object* object = ObjectOf(lock);
  object->owner = Scheduler::Self()->id;
  object->owner_stack = Scheduler::Self()->stack;
}

// A rwlock of the kind that makes readers wait behind a writer who waits. The
// default kind, which std::shared_mutex is made of, lets them in: with it, who
// reads may read again. Neither the C++ nor the POSIX standard promises that;
// what is explored is what this C library does (glibc keeps the kind in the
// object).
void NoteKind(const pthread_rwlock_t* lock) {
  ObjectOf(lock)->writers_first =
      lock->__data.__flags == PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP;
}

int WriteLock(pthread_rwlock_t* lock, int64_t deadline) {
  NoteKind(lock);
  if (!Reach(OpKind::kLock, lock, deadline)) return ETIMEDOUT;
  TakeAlone(lock);
  return real_pthread_rwlock_wrlock()(lock);
}

int ReadLock(pthread_rwlock_t* lock, int64_t deadline) {
  NoteKind(lock);
  if (!Reach(OpKind::kReadLock, lock, deadline)) return ETIMEDOUT;
  ++ObjectOf(lock)->readers;
  return real_pthread_rwlock_rdlock()(lock);
}

}  // namespace

extern "C" {

int pthread_rwlock_rdlock(pthread_rwlock_t* lock) noexcept {
  if (!Exploring()) return real_pthread_rwlock_rdlock()(lock);
  return ReadLock(lock, kNever);
}

int pthread_rwlock_timedrdlock(pthread_rwlock_t* lock,
                               const timespec* until) noexcept {
  if (!Exploring()) return real_pthread_rwlock_timedrdlock()(lock, until);
  return ReadLock(lock, VirtualDeadline(CLOCK_REALTIME, *until));
}

int pthread_rwlock_clockrdlock(pthread_rwlock_t* lock, clockid_t clock,
                               const timespec* until) noexcept {
  if (!Exploring())
    return real_pthread_rwlock_clockrdlock()(lock, clock, until);
  return ReadLock(lock, VirtualDeadline(clock, *until));
}

int pthread_rwlock_tryrdlock(pthread_rwlock_t* lock) noexcept {
  if (!Exploring()) return real_pthread_rwlock_tryrdlock()(lock);
  Reach(OpKind::kTryLock, lock);
  Object* object = ObjectOf(lock);
  if (object->owner >= 0 || (object->readers > 0 && object->queued > 0)) {
    TheScheduler().NoteIdle();
    return EBUSY;
  }
  TheScheduler().NoteTried(/*shared=*/true);
  ++object->readers;
  return real_pthread_rwlock_rdlock()(lock);
}

int pthread_rwlock_wrlock(pthread_rwlock_t* lock) noexcept {
  if (!Exploring()) return real_pthread_rwlock_wrlock()(lock);
  return WriteLock(lock, kNever);
}

int pthread_rwlock_timedwrlock(pthread_rwlock_t* lock,
                               const timespec* until) noexcept {
  if (!Exploring()) return real_pthread_rwlock_timedwrlock()(lock, until);
  return WriteLock(lock, VirtualDeadline(CLOCK_REALTIME, *until));
}

int pthread_rwlock_clockwrlock(pthread_rwlock_t* lock, clockid_t clock,
                               const timespec* until) noexcept {
  if (!Exploring())
    return real_pthread_rwlock_clockwrlock()(lock, clock, until);
  return WriteLock(lock, VirtualDeadline(clock, *until));
}

int pthread_rwlock_trywrlock(pthread_rwlock_t* lock) noexcept {
  if (!Exploring()) return real_pthread_rwlock_trywrlock()(lock);
  Reach(OpKind::kTryLock, lock);
  const Object* object = ObjectOf(lock);
  if (object->owner >= 0 || object->readers > 0) {
    TheScheduler().NoteIdle();
    return EBUSY;
  }
  TheScheduler().NoteTried(/*shared=*/false);
  TakeAlone(lock);
  return real_pthread_rwlock_wrlock()(lock);
}

int pthread_rwlock_unlock(pthread_rwlock_t* lock) noexcept {
  if (!Exploring()) return real_pthread_rwlock_unlock()(lock);
  Reach(OpKind::kUnlock, lock);
  Object* object = ObjectOf(lock);
  if (object->owner == Scheduler::Self()->id) {
    object->owner = -1;
  } else if (object->owner < 0 && object->readers > 0) {
    if (--object->readers == 0) {
      TheScheduler().EmptyQueue(lock, ObjectKind::kReadWriteLock);
    }
  } else {
    TheScheduler().FailUnlock(*object);
  }
  return real_pthread_rwlock_unlock()(lock);
}

int pthread_rwlock_destroy(pthread_rwlock_t* lock) noexcept {
  if (Exploring())
    TheScheduler().objects().Forget(lock, ObjectKind::kReadWriteLock);
  return real_pthread_rwlock_destroy()(lock);
}

int pthread_spin_lock(pthread_spinlock_t* lock) noexcept {
  if (!Exploring()) return real_pthread_spin_lock()(lock);
  Reach(OpKind::kLock, lock);
  TakeAlone(lock);
  return real_pthread_spin_lock()(lock);
}

int pthread_spin_trylock(pthread_spinlock_t* lock) noexcept {
  if (!Exploring()) return real_pthread_spin_trylock()(lock);
  Reach(OpKind::kTryLock, lock);
  if (ObjectOf(lock)->owner >= 0) {
    TheScheduler().NoteIdle();
    return EBUSY;
  }
  TheScheduler().NoteTried(/*shared=*/false);
  TakeAlone(lock);
  return real_pthread_spin_lock()(lock);
}

int pthread_spin_unlock(pthread_spinlock_t* lock) noexcept {
  if (!Exploring()) return real_pthread_spin_unlock()(lock);
  Reach(OpKind::kUnlock, lock);
  Object* object = ObjectOf(lock);
  if (object->owner != Scheduler::Self()->id) {
    TheScheduler().FailUnlock(*object);
  }
  object->owner = -1;
  return real_pthread_spin_unlock()(lock);
}

}  // extern "C"
