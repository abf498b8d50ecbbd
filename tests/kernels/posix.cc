// POSIX: what C programs use.

#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <time.h>
#include <unistd.h>

#include <thread>

#include "kernels/kernel.h"
#include "kernels/posix_mutex.h"

namespace kernels {
namespace {

using schedule::Kind;
using schedule::Require;

// Half a second from now, by the wall's clock.
timespec Soon() {
  timespec until = {};
  clock_gettime(CLOCK_REALTIME, &until);
  until.tv_nsec += 500'000'000;
  until.tv_sec += until.tv_nsec / 1'000'000'000;
  until.tv_nsec %= 1'000'000'000;
  return until;
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

void InitReadWriteLock(pthread_rwlock_t* lock, int kind) {
  pthread_rwlockattr_t attributes;
  pthread_rwlockattr_init(&attributes);
  pthread_rwlockattr_setkind_np(&attributes, kind);
  pthread_rwlock_init(lock, &attributes);
  pthread_rwlockattr_destroy(&attributes);
}

template <int kKind>
void ReaderTwice() {
  pthread_rwlock_t lock;
  InitReadWriteLock(&lock, kKind);
  int price = 1;
  Together(
      [&] {
        pthread_rwlock_rdlock(&lock);
        pthread_rwlock_rdlock(&lock);
        Require(price > 0, "a price");
        pthread_rwlock_unlock(&lock);
        pthread_rwlock_unlock(&lock);
      },
      [&] {
        pthread_rwlock_wrlock(&lock);
        ++price;
        pthread_rwlock_unlock(&lock);
      });
  pthread_rwlock_destroy(&lock);
}

// With every way to wait for it, where writers go first.
void ReadersAndWriters() {
  pthread_rwlock_t lock;
  InitReadWriteLock(&lock, PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP);
  int price = 0;
  const auto raise = [&](auto take) {
    while (take(&lock) != 0) sched_yield();
    ++price;
    pthread_rwlock_unlock(&lock);
  };
  const auto read = [&](auto take) {
    while (take(&lock) != 0) sched_yield();
    Require(price >= 0, "a price");
    pthread_rwlock_unlock(&lock);
  };
  Together([&] { raise(pthread_rwlock_wrlock); },
           [&] { raise(pthread_rwlock_trywrlock); },
           [&] {
             read(pthread_rwlock_rdlock);
             read(pthread_rwlock_tryrdlock);
           });
  Require(price == 2, "raised twice");
  pthread_rwlock_destroy(&lock);
}

// Who has given up is no longer in anybody's way.
void WriterGivesUp() {
  pthread_rwlock_t lock;
  InitReadWriteLock(&lock, PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP);
  Together(
      [&] {
        pthread_rwlock_rdlock(&lock);
        sleep(1);
        pthread_rwlock_rdlock(&lock);
        pthread_rwlock_unlock(&lock);
        pthread_rwlock_unlock(&lock);
      },
      [&] {
        const timespec until = Soon();
        if (pthread_rwlock_timedwrlock(&lock, &until) != 0) return;
        pthread_rwlock_unlock(&lock);
      });
  pthread_rwlock_destroy(&lock);
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
    Broken("posix_read_lock", "writes under a read lock", Kind::kDataRace,
           ReadWriteLock<false>)
        .UnderTsan(),
    Right("posix_read_lock.right", "writes under a write lock",
          ReadWriteLock<true>),
    Broken("posix_barrier", "a barrier for three, and two come",
           Kind::kDeadlock, Barrier<3>),
    Right("posix_barrier.right", "a barrier for two", Barrier<2>),
    Broken("posix_reader_twice", "reads again behind a writer who goes first",
           Kind::kDeadlock,
           ReaderTwice<PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP>),
    Right("posix_reader_twice.right", "a kind of lock that lets readers pass",
          ReaderTwice<PTHREAD_RWLOCK_PREFER_READER_NP>),
    Right("posix_readers.right", "readers who do not read again",
          ReadersAndWriters),
    Right("posix_writer_gives_up.right", "reads again when the writer has left",
          WriterGivesUp),
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
