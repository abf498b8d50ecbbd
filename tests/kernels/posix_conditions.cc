// pthread_cond_t, its clocks and deadlines.

#include <errno.h>
#include <pthread.h>
#include <time.h>

#include "kernels/kernel.h"
#include "kernels/posix_mutex.h"

namespace kernels {
namespace {

using schedule::Kind;
using schedule::Require;

// A deadline by the clock that nobody can set. The condition variable has to be
// told of it, or it takes the time for that of the wall's clock: long ago.
template <bool kRight>
void ConditionWithMonotonicClock() {
  pthread_condattr_t attributes;
  pthread_condattr_init(&attributes);
  if (kRight) pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
  pthread_cond_t changed;
  pthread_cond_init(&changed, &attributes);
  pthread_condattr_destroy(&attributes);
  Mutex mutex(PTHREAD_MUTEX_NORMAL);
  timespec start = {};
  clock_gettime(CLOCK_MONOTONIC, &start);
  timespec until = start;
  until.tv_sec += 1;
  pthread_mutex_lock(mutex.get());
  int result = 0;
  while (result == 0) {
    result = pthread_cond_timedwait(&changed, mutex.get(), &until);
  }
  pthread_mutex_unlock(mutex.get());
  Require(result == ETIMEDOUT, "nobody signals");
  timespec end = {};
  clock_gettime(CLOCK_MONOTONIC, &end);
  Require(end.tv_sec - start.tv_sec == 1, "a second has passed");
  pthread_cond_destroy(&changed);
}

// The wait names the clock itself.
void ClockWait() {
  pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
  Mutex mutex(PTHREAD_MUTEX_NORMAL);
  pthread_mutex_lock(mutex.get());
  for (const clockid_t clock : {CLOCK_MONOTONIC, CLOCK_REALTIME}) {
    timespec until = {};
    clock_gettime(clock, &until);
    const time_t start = until.tv_sec;
    until.tv_sec += 1;
    Require(pthread_cond_clockwait(&changed, mutex.get(), clock, &until) ==
                ETIMEDOUT,
            "nobody signals");
    clock_gettime(clock, &until);
    Require(until.tv_sec - start == 1, "a second has passed");
  }
  pthread_mutex_unlock(mutex.get());
  pthread_cond_destroy(&changed);
}

// A second and a half from now, all of it in nanoseconds, or as it should be.
template <bool kRight>
void DeadlineInNanoseconds() {
  pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
  Mutex mutex(PTHREAD_MUTEX_NORMAL);
  timespec until = {};
  clock_gettime(CLOCK_REALTIME, &until);
  until.tv_nsec += 1'500'000'000;
  if (kRight) {
    until.tv_sec += until.tv_nsec / 1'000'000'000;
    until.tv_nsec %= 1'000'000'000;
  }
  pthread_mutex_lock(mutex.get());
  Require(pthread_cond_timedwait(&changed, mutex.get(), &until) == ETIMEDOUT,
          "the wait ended before its time");
  pthread_mutex_unlock(mutex.get());
  pthread_cond_destroy(&changed);
}

template <bool kRight>
void SignalWithoutState() {
  pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
  Mutex mutex(PTHREAD_MUTEX_NORMAL);
  bool open = false;
  Together(
      [&] {
        pthread_mutex_lock(mutex.get());
        while (!open) {
          pthread_cond_wait(&changed, mutex.get());
          if (!kRight) break;
        }
        pthread_mutex_unlock(mutex.get());
      },
      [&] {
        pthread_mutex_lock(mutex.get());
        if (kRight) open = true;
        pthread_cond_signal(&changed);
        pthread_mutex_unlock(mutex.get());
      });
  pthread_cond_destroy(&changed);
}

constexpr Kernel kKernels[] = {
    Broken("posix_condition_clock",
           "a deadline by another clock than the wait's", Kind::kWrongResult,
           ConditionWithMonotonicClock<false>),
    Right("posix_condition_clock.right", "waits by CLOCK_MONOTONIC",
          ConditionWithMonotonicClock<true>),
    Right("posix_clock_wait.right", "waits by a clock it names", ClockWait),
    Broken("posix_nanoseconds", "a deadline with too many nanoseconds",
           Kind::kWrongResult, DeadlineInNanoseconds<false>),
    Right("posix_nanoseconds.right", "carries them into the seconds",
          DeadlineInNanoseconds<true>),
    Broken("posix_signal", "a signal that nobody waits for yet",
           Kind::kDeadlock, SignalWithoutState<false>),
    Right("posix_signal.right", "a signal and a state",
          SignalWithoutState<true>),
};

}  // namespace

std::span<const Kernel> PosixConditionKernels() { return kKernels; }

}  // namespace kernels
