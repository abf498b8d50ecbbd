// Things that are done once: std::call_once, pthread_once, and the first use of
// a static variable in a function. While one thread is at it, the others wait
// as for a lock.

#include <pthread.h>

#include "schedule/internal/real.h"
#include "schedule/internal/scheduler.h"

using schedule::internal::Object;
using schedule::internal::ObjectKind;
using schedule::internal::OpKind;
using schedule::internal::Scheduler;
using schedule::internal::TheScheduler;

SCHEDULE_REAL(pthread_once);

// The compiler's calls around the first use of a static variable come here by
// the linker's --wrap (see cmake/wraps.cmake): ThreadSanitizer's own versions
// cannot be stood in front of in another way.
// NOLINTBEGIN(bugprone-reserved-identifier,google-runtime-int)
extern "C" {
int __real___cxa_guard_acquire(long long* guard);
void __real___cxa_guard_release(long long* guard);
void __real___cxa_guard_abort(long long* guard);
}
// NOLINTEND(bugprone-reserved-identifier,google-runtime-int)

namespace {

void Enter(const void* once) {
  Scheduler& scheduler = TheScheduler();
  scheduler.objects().Get(once, ObjectKind::kOnce);
  scheduler.Reach({.kind = OpKind::kLock,
                   .object = once,
                   .object_kind = ObjectKind::kOnce});
  if (Object* object = scheduler.objects().Get(once, ObjectKind::kOnce)) {
    object->owner = Scheduler::Self()->id;
    object->owner_stack = Scheduler::Self()->stack;
  }
}

void Leave(const void* once) {
  if (Object* object = TheScheduler().objects().Get(once, ObjectKind::kOnce)) {
    object->owner = -1;
  }
}

// Leaves when the routine has returned or thrown.
class Turn {
 public:
  explicit Turn(const void* once) : once_(once) { Enter(once); }
  ~Turn() { Leave(once_); }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  const void* once_;
};

// The C library's and the compiler's marks for "done".
bool IsDone(const pthread_once_t* once) { return *once == 2; }
bool IsDone(const long long* guard) {  // NOLINT(google-runtime-int)
  return (*reinterpret_cast<const char*>(guard) & 1) != 0;
}

}  // namespace

extern "C" {

int pthread_once(pthread_once_t* once, void (*routine)()) {
  if (Scheduler::Self() == nullptr || IsDone(once)) {
    return real_pthread_once()(once, routine);
  }
  const Turn turn(once);
  return real_pthread_once()(once, routine);
}

// NOLINTBEGIN(bugprone-reserved-identifier,google-runtime-int)
int __wrap___cxa_guard_acquire(long long* guard) {
  if (Scheduler::Self() == nullptr || IsDone(guard)) {
    return __real___cxa_guard_acquire(guard);
  }
  Enter(guard);
  const int mine = __real___cxa_guard_acquire(guard);
  if (mine == 0) Leave(guard);
  return mine;
}

void __wrap___cxa_guard_release(long long* guard) {
  __real___cxa_guard_release(guard);
  if (Scheduler::Self() != nullptr) Leave(guard);
}

void __wrap___cxa_guard_abort(long long* guard) {
  __real___cxa_guard_abort(guard);
  if (Scheduler::Self() != nullptr) Leave(guard);
}
// NOLINTEND(bugprone-reserved-identifier,google-runtime-int)

}  // extern "C"
