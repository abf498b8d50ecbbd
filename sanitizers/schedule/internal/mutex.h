// The explorer's side of a mutex, for condition variables, which give one up
// and take it again.

#ifndef RACELINGS_SCHEDULE_INTERNAL_MUTEX_H_
#define RACELINGS_SCHEDULE_INTERNAL_MUTEX_H_

#include <pthread.h>

#include <cstdint>

namespace schedule::internal {

// REQUIRES, for all: Scheduler::Self() != nullptr.

// Waits for the mutex and takes it. `deadline` is virtual; returns 0 or
// ETIMEDOUT.
int LockMutex(pthread_mutex_t* mutex, int64_t deadline);

// Gives it up at once, without letting another thread go first.
int ReleaseMutex(pthread_mutex_t* mutex);

}  // namespace schedule::internal

#endif  // RACELINGS_SCHEDULE_INTERNAL_MUTEX_H_
