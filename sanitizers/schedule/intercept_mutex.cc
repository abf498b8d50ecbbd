// Mutexes: std::mutex and its relations, and pthread_mutex_*.
//
// The explorer decides who gets a lock; the real lock is then taken as well,
// which never has to wait, so that the sanitizer sees it.

#include <errno.h>
#include <pthread.h>
#include <time.h>

#include "schedule/internal/deadline.h"
#include "schedule/internal/real.h"
#include "schedule/internal/scheduler.h"

using schedule::Kind;
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

bool IsRecursive(const pthread_mutex_t* mutex) {
  return (mutex->__data.__kind & 3) == PTHREAD_MUTEX_RECURSIVE_NP;
}

Object* MutexObject(const pthread_mutex_t* mutex) {
  Object* object = TheScheduler().objects().Get(mutex, ObjectKind::kMutex);
  if (object == nullptr) {
    TheScheduler().Fail(Kind::kInfra,
                        "more mutexes than the explorer can follow");
  }
  return object;
}

void TakeMutex(pthread_mutex_t* mutex) {
  Object* object = MutexObject(mutex);
  object->owner = Scheduler::Self()->id;
  ++object->depth;
  object->owner_stack = Scheduler::Self()->stack;
  real_pthread_mutex_lock()(mutex);
}

int ReleaseMutex(pthread_mutex_t* mutex) {
  Object* object = MutexObject(mutex);
  if (object->depth > 0) --object->depth;
  if (object->depth == 0) object->owner = -1;
  return real_pthread_mutex_unlock()(mutex);
}

int LockMutex(pthread_mutex_t* mutex, int64_t deadline) {
  Object* object = MutexObject(mutex);
  if (object->owner == Scheduler::Self()->id && IsRecursive(mutex)) {
    TakeMutex(mutex);
    return 0;
  }
  const Scheduler::Woken wake =
      TheScheduler().Reach({.kind = OpKind::kLock,
                            .object = mutex,
                            .object_kind = ObjectKind::kMutex,
                            .deadline = deadline});
  if (wake == Scheduler::Woken::kTimeout) return ETIMEDOUT;
  TakeMutex(mutex);
  return 0;
}

}  // namespace schedule::internal

using schedule::internal::IsRecursive;
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
  if (object->owner >= 0 &&
      !(object->owner == self->id && IsRecursive(mutex))) {
    TheScheduler().NoteIdle();
    return EBUSY;
  }
  TakeMutex(mutex);
  return 0;
}

int pthread_mutex_unlock(pthread_mutex_t* mutex) noexcept {
  if (Scheduler::Self() == nullptr) return real_pthread_mutex_unlock()(mutex);
  TheScheduler().Reach({.kind = OpKind::kUnlock,
                        .object = mutex,
                        .object_kind = ObjectKind::kMutex});
  return ReleaseMutex(mutex);
}

int pthread_mutex_destroy(pthread_mutex_t* mutex) noexcept {
  if (Scheduler::Self() != nullptr) {
    TheScheduler().objects().Forget(mutex, ObjectKind::kMutex);
  }
  return real_pthread_mutex_destroy()(mutex);
}

}  // extern "C"
