// Mutexes: std::mutex and its relations, and pthread_mutex_*.
//
// The explorer decides who gets a lock; the real lock is then taken as well,
// which never has to wait, so that the sanitizer sees it.

#include <errno.h>
#include <pthread.h>
#include <time.h>

#include "schedule/internal/deadline.h"
#include "schedule/internal/mutex.h"
#include "schedule/internal/real.h"
#include "schedule/internal/scheduler.h"

using schedule::internal::kNever;
using schedule::internal::Object;
using schedule::internal::ObjectKind;
using schedule::internal::OpKind;
using schedule::internal::Scheduler;
using schedule::internal::TheScheduler;
using schedule::internal::Thread;
using schedule::internal::VirtualDeadline;

SCHEDULE_REAL(pthread_mutex_lock);
SCHEDULE_REAL(pthread_mutex_trylock);
SCHEDULE_REAL(pthread_mutex_timedlock);
SCHEDULE_REAL(pthread_mutex_clocklock);
SCHEDULE_REAL(pthread_mutex_unlock);
SCHEDULE_REAL(pthread_mutex_destroy);

namespace schedule::internal {

// PTHREAD_MUTEX_NORMAL and so on, as glibc keeps it in the object, with a mark
// for robust ones (glibc, nptl/pthreadP.h).
int KindOf(const pthread_mutex_t* mutex) { return mutex->__data.__kind & 3; }
bool IsRobust(const pthread_mutex_t* mutex) {
  constexpr int kRobust = 16;
  return (mutex->__data.__kind & kRobust) != 0;
}

Object* MutexObject(const pthread_mutex_t* mutex) {
  return TheScheduler().ObjectOf(mutex, ObjectKind::kMutex);
}

// The real lock never waits, except for the rest of a thread's end whose robust
// mutex this was.
int TakeMutex(pthread_mutex_t* mutex) {
  const int result = real_pthread_mutex_lock()(mutex);
  if (result != 0 && result != EOWNERDEAD) return result;
  Object* object = MutexObject(mutex);
  object->owner = Scheduler::Self()->id;
  ++object->depth;
  object->owner_stack = Scheduler::Self()->stack;
  if (IsRobust(mutex)) TheScheduler().objects().MarkRobust(object);
  return result;
}

// POSIX makes it an error for recursive mutexes too, but std::recursive_mutex
// leaves it undefined, and nobody is known to unlock one to see whether it is
// his.
int CheckHeld(const pthread_mutex_t* mutex) {
  const Object* object = MutexObject(mutex);
  if (object->owner == Scheduler::Self()->id) return 0;
  if (KindOf(mutex) == PTHREAD_MUTEX_ERRORCHECK_NP || IsRobust(mutex)) {
    return EPERM;
  }
  TheScheduler().FailUnlock(*object);
}

int ReleaseMutex(pthread_mutex_t* mutex) {
  Object* object = MutexObject(mutex);
  if (--object->depth == 0) object->owner = -1;
  return real_pthread_mutex_unlock()(mutex);
}

int LockMutex(pthread_mutex_t* mutex, int64_t deadline) {
  Object* object = MutexObject(mutex);
  if (object->owner == Scheduler::Self()->id) {
    if (KindOf(mutex) == PTHREAD_MUTEX_RECURSIVE_NP) return TakeMutex(mutex);
    if (KindOf(mutex) == PTHREAD_MUTEX_ERRORCHECK_NP) return EDEADLK;
  }
  const Scheduler::Woken wake =
      TheScheduler().Reach({.kind = OpKind::kLock,
                            .object = mutex,
                            .object_kind = ObjectKind::kMutex,
                            .deadline = deadline});
  if (wake == Scheduler::Woken::kTimeout) return ETIMEDOUT;
  return TakeMutex(mutex);
}

}  // namespace schedule::internal

using schedule::internal::CheckHeld;
using schedule::internal::KindOf;
using schedule::internal::LockMutex;
using schedule::internal::MutexObject;
using schedule::internal::ReleaseMutex;
using schedule::internal::TakeMutex;

extern "C" {

int pthread_mutex_lock(pthread_mutex_t* mutex) noexcept {
  if (Scheduler::Self() == nullptr) return real_pthread_mutex_lock()(mutex);
  return LockMutex(mutex, kNever);
}

int pthread_mutex_timedlock(pthread_mutex_t* mutex,
                            const timespec* until) noexcept {
  if (Scheduler::Self() == nullptr)
    return real_pthread_mutex_timedlock()(mutex, until);
  return LockMutex(mutex, VirtualDeadline(CLOCK_REALTIME, *until));
}

int pthread_mutex_clocklock(pthread_mutex_t* mutex, clockid_t clock,
                            const timespec* until) noexcept {
  if (Scheduler::Self() == nullptr) {
    return real_pthread_mutex_clocklock()(mutex, clock, until);
  }
  return LockMutex(mutex, VirtualDeadline(clock, *until));
}

int pthread_mutex_trylock(pthread_mutex_t* mutex) noexcept {
  const Thread* self = Scheduler::Self();
  if (self == nullptr) return real_pthread_mutex_trylock()(mutex);
  TheScheduler().Reach({.kind = OpKind::kTryLock,
                        .object = mutex,
                        .object_kind = ObjectKind::kMutex});
  const Object* object = MutexObject(mutex);
  if (object->owner >= 0 && !(object->owner == self->id &&
                              KindOf(mutex) == PTHREAD_MUTEX_RECURSIVE_NP)) {
    TheScheduler().NoteIdle();
    return EBUSY;
  }
  TheScheduler().NoteTried(/*shared=*/false);
  return TakeMutex(mutex);
}

int pthread_mutex_unlock(pthread_mutex_t* mutex) noexcept {
  if (Scheduler::Self() == nullptr) return real_pthread_mutex_unlock()(mutex);
  TheScheduler().Reach({.kind = OpKind::kUnlock,
                        .object = mutex,
                        .object_kind = ObjectKind::kMutex});
  const int error = CheckHeld(mutex);
  return error != 0 ? error : ReleaseMutex(mutex);
}

int pthread_mutex_destroy(pthread_mutex_t* mutex) noexcept {
  if (Scheduler::Self() != nullptr) {
    TheScheduler().objects().Forget(mutex, ObjectKind::kMutex);
  }
  return real_pthread_mutex_destroy()(mutex);
}

}  // extern "C"
