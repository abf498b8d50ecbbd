// The explorer's side of a mutex, for condition variables, which give one up
// and take it again.

#ifndef RACELINGS_SCHEDULE_INTERNAL_MUTEX_H_
#define RACELINGS_SCHEDULE_INTERNAL_MUTEX_H_

#include <pthread.h>

#include <cstdint>

namespace schedule::internal {

// REQUIRES, for all: Scheduler::Self() != nullptr.

// Waits for the mutex and takes it. `deadline` is virtual. Returns 0,
// ETIMEDOUT, or what such a mutex says: EDEADLK, EOWNERDEAD (and it is taken)
// or ENOTRECOVERABLE.
int LockMutex(pthread_mutex_t* mutex, int64_t deadline);

// 0 where the calling thread may give the mutex up, or EPERM. Ends the schedule
// where it holds no such mutex and the kind of it does not check that.
int CheckHeld(const pthread_mutex_t* mutex);

// Gives it up at once, without letting another thread go first.
// REQUIRES: CheckHeld(mutex) == 0.
int ReleaseMutex(pthread_mutex_t* mutex);

}  // namespace schedule::internal

#endif  // RACELINGS_SCHEDULE_INTERNAL_MUTEX_H_
