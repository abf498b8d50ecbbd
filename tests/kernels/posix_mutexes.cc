// The kinds of pthread_mutex_t.

#include <errno.h>
#include <pthread.h>

#include "kernels/kernel.h"
#include "kernels/posix_mutex.h"

namespace kernels {
namespace {

using schedule::Kind;
using schedule::Require;

template <int kKind>
void MutexOfKind() {
  Mutex mutex(kKind);
  int count = 0;
  Both([&] {
    pthread_mutex_lock(mutex.get());
    ++count;
    pthread_mutex_unlock(mutex.get());
  });
  Require(count == 2, "both counted");
}

void RecursiveMutex() {
  Mutex mutex(PTHREAD_MUTEX_RECURSIVE);
  int count = 0;
  Both([&] {
    pthread_mutex_lock(mutex.get());
    Require(pthread_mutex_trylock(mutex.get()) == 0, "it is ours");
    ++count;
    pthread_mutex_unlock(mutex.get());
    pthread_mutex_unlock(mutex.get());
  });
  Require(count == 2, "both counted");
}

// This kind says so instead of waiting for itself.
void ErrorCheckMutex() {
  Mutex mutex(PTHREAD_MUTEX_ERRORCHECK);
  Both([&] {
    pthread_mutex_lock(mutex.get());
    Require(pthread_mutex_lock(mutex.get()) == EDEADLK, "it is ours already");
    pthread_mutex_unlock(mutex.get());
    Require(pthread_mutex_unlock(mutex.get()) == EPERM, "it is not ours");
  });
}

constexpr Kernel kKernels[] = {
    Right("posix_mutex.right", "a plain mutex",
          MutexOfKind<PTHREAD_MUTEX_NORMAL>),
    Right("posix_adaptive_mutex.right", "a mutex that spins first",
          MutexOfKind<PTHREAD_MUTEX_ADAPTIVE_NP>),
    Right("posix_recursive_mutex.right", "a recursive mutex", RecursiveMutex),
    Right("posix_errorcheck_mutex.right", "a mutex that knows its owner",
          ErrorCheckMutex)
        .Known("every mutex is thought to be a plain or a recursive one"),
};

}  // namespace

std::span<const Kernel> PosixMutexKernels() { return kKernels; }

}  // namespace kernels
