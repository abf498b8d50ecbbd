// The kinds of pthread_mutex_t.

#include <errno.h>
#include <pthread.h>

#include <thread>

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

// Called with the lock and without it. Where it has it already, giving it back
// leaves the caller without.
template <bool kRight>
void ErrorIgnored() {
  Mutex mutex(PTHREAD_MUTEX_ERRORCHECK);
  int count = 0;
  const auto add = [&] {
    const bool mine = pthread_mutex_lock(mutex.get()) == 0;
    ++count;
    if (mine || !kRight) pthread_mutex_unlock(mutex.get());
  };
  Both([&] {
    pthread_mutex_lock(mutex.get());
    add();
    ++count;
    pthread_mutex_unlock(mutex.get());
  });
}

template <int kRobustness>
void OwnerEnds() {
  Mutex mutex(PTHREAD_MUTEX_NORMAL, kRobustness);
  int count = 0;
  std::thread([&] {
    pthread_mutex_lock(mutex.get());
    ++count;
  }).join();
  Both([&] {
    if (pthread_mutex_lock(mutex.get()) == EOWNERDEAD) {
      pthread_mutex_consistent(mutex.get());
    }
    ++count;
    pthread_mutex_unlock(mutex.get());
  });
  Require(count == 3, "all counted");
}

// What is not repaired can never be taken again. The owner ends at any time.
template <bool kRight>
void Repaired() {
  Mutex mutex(PTHREAD_MUTEX_NORMAL, PTHREAD_MUTEX_ROBUST);
  const auto use = [&] {
    const int result = pthread_mutex_lock(mutex.get());
    Require(result == 0 || result == EOWNERDEAD, "lost for ever");
    if (kRight && result == EOWNERDEAD) pthread_mutex_consistent(mutex.get());
    Require(pthread_mutex_unlock(mutex.get()) == 0, "it is ours");
    Require(pthread_mutex_unlock(mutex.get()) == EPERM, "it is not ours");
  };
  Together(use, use, [&] {
    if (pthread_mutex_lock(mutex.get()) == EOWNERDEAD) {
      pthread_mutex_consistent(mutex.get());
    }
  });
  use();
}

template <int kKind>
void WaitWithoutLock() {
  Mutex mutex(kKind);
  pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
  Require(pthread_cond_wait(&changed, mutex.get()) == EPERM, "not ours");
  pthread_cond_destroy(&changed);
}

constexpr Kernel kKernels[] = {
    Right("posix_mutex.right", "a plain mutex",
          MutexOfKind<PTHREAD_MUTEX_NORMAL>),
    Right("posix_adaptive_mutex.right", "a mutex that spins first",
          MutexOfKind<PTHREAD_MUTEX_ADAPTIVE_NP>),
    Right("posix_recursive_mutex.right", "a recursive mutex", RecursiveMutex),
    Right("posix_errorcheck_mutex.right", "a mutex that knows its owner",
          ErrorCheckMutex),
    Broken("posix_error_ignored", "takes no heed of EDEADLK", Kind::kDataRace,
           ErrorIgnored<false>)
        .UnderTsan(),
    Right("posix_error_ignored.right", "gives back only what it took",
          ErrorIgnored<true>),
    Broken("posix_owner_ends", "a thread ends with a lock in its hands",
           Kind::kDeadlock, OwnerEnds<PTHREAD_MUTEX_STALLED>),
    Right("posix_owner_ends.right", "the next owner is told, and repairs it",
          OwnerEnds<PTHREAD_MUTEX_ROBUST>),
    Broken("posix_not_repaired", "a dead owner's lock is given back unrepaired",
           Kind::kWrongResult, Repaired<false>),
    Right("posix_not_repaired.right", "repaired first", Repaired<true>),
    Broken("posix_wait_without_lock", "waits without the lock", Kind::kCrash,
           WaitWithoutLock<PTHREAD_MUTEX_NORMAL>),
    Right("posix_wait_without_lock.right", "a kind of lock that says so",
          WaitWithoutLock<PTHREAD_MUTEX_ERRORCHECK>),
};

}  // namespace

std::span<const Kernel> PosixMutexKernels() { return kKernels; }

}  // namespace kernels
