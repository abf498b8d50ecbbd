// Threads: std::thread, std::jthread, std::async and pthread_create.

#include <errno.h>
#include <pthread.h>

#include "schedule/internal/real.h"
#include "schedule/internal/scheduler.h"

using schedule::internal::OpKind;
using schedule::internal::Scheduler;
using schedule::internal::TheScheduler;
using schedule::internal::Thread;

SCHEDULE_REAL(pthread_create);
SCHEDULE_REAL(pthread_join);
SCHEDULE_REAL(pthread_detach);
SCHEDULE_REAL(pthread_setname_np);

namespace {

using StartRoutine = void* (*)(void*);

// What a new thread is to do. One per slot of the scheduler's table, so that
// nothing is allocated.
struct Start {
  StartRoutine routine;
  void* argument;
  Thread* thread;
};
Start starts[schedule::internal::kMaxThreads];

// The end of a thread is visible only after its thread_local destructors, which
// are its own code. They run before those of pthread keys, and a key that is
// set again in its destructor has a second turn after all the others.
pthread_key_t end_key;
bool end_key_made = false;

void AtThreadEnd(void* value) {
  if (value == &starts[0]) {
    pthread_setspecific(end_key, &starts[1]);
    return;
  }
  if (Scheduler::Self() != nullptr) TheScheduler().FinishThread();
}

void* RunThread(void* argument) {
  const Start start = *static_cast<Start*>(argument);
  TheScheduler().EnterThread(start.thread);
  pthread_setspecific(end_key, &starts[0]);
  return start.routine(start.argument);
}

}  // namespace

extern "C" {

int pthread_create(pthread_t* handle, const pthread_attr_t* attributes,
                   StartRoutine routine, void* argument) noexcept {
  if (Scheduler::Self() == nullptr) {
    return real_pthread_create()(handle, attributes, routine, argument);
  }
  Scheduler& scheduler = TheScheduler();
  scheduler.Reach({.kind = OpKind::kCreate});
  if (!end_key_made) {
    pthread_key_create(&end_key, AtThreadEnd);
    end_key_made = true;
  }
  Thread* thread = scheduler.NewThread();
  if (thread == nullptr) return EAGAIN;
  Start& start = starts[thread->id];
  start = {routine, argument, thread};
  const int error =
      real_pthread_create()(handle, attributes, RunThread, &start);
  if (error != 0) {
    scheduler.ForgetThread(thread);
    return error;
  }
  thread->handle = static_cast<uintptr_t>(*handle);
  return 0;
}

int pthread_join(pthread_t handle, void** result) {
  if (Scheduler::Self() != nullptr) {
    const Thread* thread =
        TheScheduler().FindThread(static_cast<uintptr_t>(handle));
    if (thread != nullptr) {
      TheScheduler().Reach({.kind = OpKind::kJoin, .target = thread->id});
      TheScheduler().LetGoOfThread();
    }
  }
  return real_pthread_join()(handle, result);
}

int pthread_detach(pthread_t handle) noexcept {
  if (Scheduler::Self() != nullptr) TheScheduler().LetGoOfThread();
  return real_pthread_detach()(handle);
}

int pthread_setname_np(pthread_t handle, const char* name) noexcept {
  if (Scheduler::Self() != nullptr) {
    Thread* thread =
        pthread_equal(handle, pthread_self()) != 0
            ? Scheduler::Self()
            : TheScheduler().FindThread(static_cast<uintptr_t>(handle));
    if (thread != nullptr) TheScheduler().SetName(thread, name);
  }
  return real_pthread_setname_np()(handle, name);
}

}  // extern "C"
