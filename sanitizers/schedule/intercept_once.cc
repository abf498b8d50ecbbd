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
__attribute__((weak)) void __tsan_acquire(void* address);
__attribute__((weak)) void __tsan_release(void* address);
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

// Leaves when the routine has returned or thrown. What one that threw has done
// is seen by the next ([thread.once.callonce]).
class Turn {
 public:
  explicit Turn(pthread_once_t* once) : once_(once) {
    Enter(once);
    if (__tsan_acquire != nullptr) __tsan_acquire(once);
  }
  ~Turn() {
    if (__tsan_release != nullptr) __tsan_release(once_);
    Leave(once_);
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  pthread_once_t* once_;
};

// The mark for "done" is 2 in the C library, and 1 in ThreadSanitizer, where it
// is "in progress" in the C library's. Here nothing is: see pthread_once.
bool IsDone(const pthread_once_t* once) { return (*once & 3) != 0; }
void DoNothing() {}
// The compiler's mark.
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
  // Not by way of the real one: ThreadSanitizer's takes a routine that threw
  // for one that is still at it. It only notes that all is done.
  if (!IsDone(once)) routine();
  return real_pthread_once()(once, DoNothing);
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
