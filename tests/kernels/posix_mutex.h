// A pthread_mutex_t of a given kind, for the kernels of POSIX.

#ifndef RACELINGS_TESTS_KERNELS_POSIX_MUTEX_H_
#define RACELINGS_TESTS_KERNELS_POSIX_MUTEX_H_

#include <pthread.h>

namespace kernels {

// `kind` is PTHREAD_MUTEX_NORMAL and so on, `robustness` PTHREAD_MUTEX_STALLED
// or PTHREAD_MUTEX_ROBUST.
class Mutex {
 public:
  explicit Mutex(int kind, int robustness = PTHREAD_MUTEX_STALLED) {
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_settype(&attributes, kind);
    pthread_mutexattr_setrobust(&attributes, robustness);
    pthread_mutex_init(&mutex_, &attributes);
    pthread_mutexattr_destroy(&attributes);
  }
  ~Mutex() { pthread_mutex_destroy(&mutex_); }
  Mutex(const Mutex&) = delete;
  Mutex& operator=(const Mutex&) = delete;
  pthread_mutex_t* get() { return &mutex_; }

 private:
  pthread_mutex_t mutex_;
};

}  // namespace kernels

#endif  // RACELINGS_TESTS_KERNELS_POSIX_MUTEX_H_
