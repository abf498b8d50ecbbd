// POSIX: what C programs use.

#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <time.h>

#include <thread>

#include "kernels/kernel.h"

namespace kernels {
namespace {

using schedule::Kind;
using schedule::Require;

// A mutex of this kind.
class Mutex {
 public:
  explicit Mutex(int kind) {
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_settype(&attributes, kind);
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

template <bool kRight>
void ReadWriteLock() {
  pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
  int price = 1;
  const auto raise = [&] {
    if (kRight) {
      pthread_rwlock_wrlock(&lock);
    } else {
      pthread_rwlock_rdlock(&lock);
    }
    ++price;
    pthread_rwlock_unlock(&lock);
  };
  Together(raise, [&] {
    if (pthread_rwlock_tryrdlock(&lock) != 0) return;
    Require(price > 0, "a price");
    pthread_rwlock_unlock(&lock);
  });
  pthread_rwlock_destroy(&lock);
}

// A condition variable with the clock that nobody can set.
void ConditionWithMonotonicClock() {
  pthread_condattr_t attributes;
  pthread_condattr_init(&attributes);
  pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
  pthread_cond_t changed;
  pthread_cond_init(&changed, &attributes);
  pthread_condattr_destroy(&attributes);
  Mutex mutex(PTHREAD_MUTEX_NORMAL);
  timespec until = {};
  clock_gettime(CLOCK_MONOTONIC, &until);
  const time_t start = until.tv_sec;
  until.tv_sec += 1;
  pthread_mutex_lock(mutex.get());
  Require(pthread_cond_timedwait(&changed, mutex.get(), &until) == ETIMEDOUT,
          "nobody signals");
  pthread_mutex_unlock(mutex.get());
  clock_gettime(CLOCK_MONOTONIC, &until);
  Require(until.tv_sec - start >= 1, "a second has passed");
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

template <unsigned kCount>
void Barrier() {
  pthread_barrier_t barrier;
  pthread_barrier_init(&barrier, nullptr, kCount);
  int written[2] = {};
  const auto work = [&](int me) {
    written[me] = 1;
    pthread_barrier_wait(&barrier);
    Require(written[1 - me] == 1, "the other was here too");
  };
  Together([&] { work(0); }, [&] { work(1); });
  pthread_barrier_destroy(&barrier);
}

void SpinLock() {
  pthread_spinlock_t lock;
  pthread_spin_init(&lock, PTHREAD_PROCESS_PRIVATE);
  int count = 0;
  Together(
      [&] {
        pthread_spin_lock(&lock);
        ++count;
        pthread_spin_unlock(&lock);
      },
      [&] {
        while (pthread_spin_trylock(&lock) != 0) sched_yield();
        ++count;
        pthread_spin_unlock(&lock);
      });
  Require(count == 2, "both counted");
  pthread_spin_destroy(&lock);
}

template <unsigned kItems>
void Semaphore() {
  sem_t items;
  sem_init(&items, 0, 0);
  int made = 0;
  Together(
      [&] {
        made = 1;
        for (unsigned i = 0; i < kItems; ++i) sem_post(&items);
      },
      [&] {
        sem_wait(&items);
        Require(made == 1, "made before it was taken");
        sem_wait(&items);
      });
  sem_destroy(&items);
}

void DetachedThread() {
  sem_t done;
  sem_init(&done, 0, 0);
  pthread_t thread;
  pthread_create(
      &thread, nullptr,
      [](void* semaphore) -> void* {
        sem_post(static_cast<sem_t*>(semaphore));
        return nullptr;
      },
      &done);
  pthread_detach(thread);
  sem_wait(&done);
  sem_destroy(&done);
}

// Half a second from now, by the wall's clock.
timespec Soon() {
  timespec until = {};
  clock_gettime(CLOCK_REALTIME, &until);
  until.tv_nsec += 500'000'000;
  until.tv_sec += until.tv_nsec / 1'000'000'000;
  until.tv_nsec %= 1'000'000'000;
  return until;
}

void TimedWaits() {
  Mutex mutex(PTHREAD_MUTEX_NORMAL);
  pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
  sem_t items;
  sem_init(&items, 0, 0);
  int count = 0;
  const auto until_done = [](const auto& wait) {
    for (timespec until = Soon(); wait(&until) != 0; until = Soon()) {
    }
  };
  Together(
      [&] {
        until_done([&](timespec* t) { return sem_timedwait(&items, t); });
        until_done([&](timespec* t) {
          return pthread_mutex_timedlock(mutex.get(), t);
        });
        ++count;
        pthread_mutex_unlock(mutex.get());
      },
      [&] {
        until_done(
            [&](timespec* t) { return pthread_rwlock_timedwrlock(&lock, t); });
        pthread_mutex_lock(mutex.get());
        ++count;
        pthread_mutex_unlock(mutex.get());
        pthread_rwlock_unlock(&lock);
        sem_post(&items);
      },
      [&] {
        until_done(
            [&](timespec* t) { return pthread_rwlock_timedrdlock(&lock, t); });
        pthread_rwlock_unlock(&lock);
      });
  Require(count == 2, "both counted");
  sem_destroy(&items);
  pthread_rwlock_destroy(&lock);
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
    Broken("posix_read_lock", "writes under a read lock", Kind::kDataRace,
           ReadWriteLock<false>)
        .UnderTsan(),
    Right("posix_read_lock.right", "writes under a write lock",
          ReadWriteLock<true>),
    Right("posix_condition_clock.right", "waits by CLOCK_MONOTONIC",
          ConditionWithMonotonicClock)
        .Known("the clock of a pthread_cond_t is thought to be CLOCK_REALTIME"),
    Broken("posix_signal", "a signal that nobody waits for yet",
           Kind::kDeadlock, SignalWithoutState<false>),
    Right("posix_signal.right", "a signal and a state",
          SignalWithoutState<true>),
    Broken("posix_barrier", "a barrier for three, and two come",
           Kind::kDeadlock, Barrier<3>),
    Right("posix_barrier.right", "a barrier for two", Barrier<2>),
    Right("posix_spin.right", "spin locks", SpinLock),
    Broken("posix_semaphore", "one post too few", Kind::kDeadlock,
           Semaphore<1>),
    Right("posix_semaphore.right", "as many posts as waits", Semaphore<2>),
    Right("posix_detach.right", "a detached thread that is waited for",
          DetachedThread),
    Right("posix_timed.right", "every wait that has a deadline", TimedWaits),
    Right("posix_timed_slow.right", "the same on a slow day", TimedWaits)
        .OnASlowDay(),
};

}  // namespace

std::span<const Kernel> PosixKernels() { return kKernels; }

}  // namespace kernels
