// Locks that are taken in the wrong order, too often, or not given back.

#include <array>
#include <mutex>
#include <semaphore>
#include <shared_mutex>

#include "kernels/kernel.h"

namespace kernels {
namespace {

using schedule::Kind;
using schedule::Require;

void Abba() {
  std::mutex grill;
  std::mutex fryer;
  Together(
      [&] {
        const std::lock_guard one(grill);
        const std::lock_guard two(fryer);
      },
      [&] {
        const std::lock_guard one(fryer);
        const std::lock_guard two(grill);
      });
}

void AbbaRight() {
  std::mutex grill;
  std::mutex fryer;
  int dishes = 0;
  Together(
      [&] {
        const std::scoped_lock both(grill, fryer);
        ++dishes;
      },
      [&] {
        const std::scoped_lock both(fryer, grill);
        ++dishes;
      });
  Require(dishes == 2, "both cooked");
}

template <bool kRight>
void ThreePhilosophers() {
  std::array<std::mutex, 3> forks;
  const auto dine = [&](int seat) {
    int first = seat;
    int second = (seat + 1) % 3;
    if (kRight && first > second) std::swap(first, second);
    const std::lock_guard one(forks[first]);
    const std::lock_guard two(forks[second]);
  };
  Together([&] { dine(0); }, [&] { dine(1); }, [&] { dine(2); });
}

// One path out of the function forgets the lock.
template <bool kRight>
void MissingUnlock() {
  std::mutex mutex;
  int left = 1;
  Both([&] {
    mutex.lock();
    if (left == 0) {
      if (kRight) mutex.unlock();
      return;
    }
    --left;
    mutex.unlock();
    mutex.lock();
    ++left;
    --left;
    mutex.unlock();
  });
}

// A locked function calls another that takes the same lock.
template <typename Mutex>
void TakenTwice() {
  Mutex mutex;
  int total = 0;
  const auto add = [&] {
    const std::lock_guard lock(mutex);
    ++total;
  };
  Both([&] {
    const std::lock_guard lock(mutex);
    add();
    add();
  });
  Require(total == 4, "two each");
}

template <bool kRight>
void TwoLocksForOneVariable() {
  std::mutex johns;
  std::mutex janes;
  int tips = 0;
  Together(
      [&] {
        const std::lock_guard lock(johns);
        ++tips;
      },
      [&] {
        const std::lock_guard lock(kRight ? johns : janes);
        ++tips;
      });
}

// The writer mostly comes first, and then the lock orders the two.
template <bool kRight>
void HiddenByLockOrder() {
  std::mutex mutex;
  int menu = 0;
  Together(
      [&] {
        if (!kRight) menu = 1;
        const std::lock_guard lock(mutex);
        if (kRight) menu = 1;
      },
      [&] {
        int seen = 0;
        {
          const std::lock_guard lock(mutex);
          if (kRight) seen = menu;
        }
        if (!kRight) seen = menu;
        Require(seen >= 0, "a price");
      });
}

// A mutex belongs to the thread that took it.
void UnlockedByAnother() {
  std::mutex mutex;
  mutex.lock();
  std::thread other([&] { mutex.unlock(); });
  other.join();
}

void UnlockedByAnotherRight() {
  std::binary_semaphore free(1);
  free.acquire();
  std::thread other([&] { free.release(); });
  other.join();
  free.acquire();
}

// One path gives the lock back, and then the end of the function does.
template <typename Mutex, bool kRight>
void UnlockedTwice() {
  Mutex mutex;
  int orders = 1;
  Both([&] {
    mutex.lock();
    if (orders == 0) {
      mutex.unlock();
      if (kRight) return;
    } else {
      --orders;
    }
    mutex.unlock();
  });
}

// A third lock keeps the two orders apart.
void GateLock() {
  std::mutex gate;
  std::mutex grill;
  std::mutex fryer;
  Together(
      [&] {
        const std::lock_guard first(gate);
        const std::lock_guard one(grill);
        const std::lock_guard two(fryer);
      },
      [&] {
        const std::lock_guard first(gate);
        const std::lock_guard one(fryer);
        const std::lock_guard two(grill);
      });
}

// One thread takes them both ways, another only after it has ended.
void OrdersOneAfterTheOther() {
  std::mutex grill;
  std::mutex fryer;
  std::thread cook([&] {
    {
      const std::lock_guard one(grill);
      const std::lock_guard two(fryer);
    }
    const std::lock_guard one(fryer);
    const std::lock_guard two(grill);
  });
  cook.join();
  const std::lock_guard one(fryer);
  const std::lock_guard two(grill);
}

constexpr Kernel kKernels[] = {
    Broken("abba", "two locks in opposite order", Kind::kDeadlock, Abba),
    Right("abba.right", "std::scoped_lock takes both", AbbaRight),
    Right("gate_lock.right", "opposite orders behind a third lock", GateLock),
    Right("orders_in_turn.right", "opposite orders, never at the same time",
          OrdersOneAfterTheOther),
    Broken("philosophers", "three locks in a circle", Kind::kDeadlock,
           ThreePhilosophers<false>),
    Right("philosophers.right", "locks in one order", ThreePhilosophers<true>),
    Broken("missing_unlock", "one path keeps the lock", Kind::kDeadlock,
           MissingUnlock<false>),
    Right("missing_unlock.right", "every path gives it back",
          MissingUnlock<true>),
    Broken("recursive_lock", "a std::mutex taken twice", Kind::kDeadlock,
           TakenTwice<std::mutex>),
    Right("recursive_lock.right", "a std::recursive_mutex taken twice",
          TakenTwice<std::recursive_mutex>),
    Broken("two_locks", "two locks for one variable", Kind::kDataRace,
           TwoLocksForOneVariable<false>)
        .UnderTsan(),
    Right("two_locks.right", "one lock", TwoLocksForOneVariable<true>),
    Broken("hidden_race", "an incidental lock hides the race", Kind::kDataRace,
           HiddenByLockOrder<false>)
        .UnderTsan(),
    Right("hidden_race.right", "under the lock", HiddenByLockOrder<true>),
    Broken("unlocked_by_another", "a mutex unlocked by another thread",
           Kind::kCrash, UnlockedByAnother),
    Right("unlocked_by_another.right", "a semaphore has no owner",
          UnlockedByAnotherRight),
    Broken("unlocked_twice", "one path gives the lock back twice", Kind::kCrash,
           UnlockedTwice<std::mutex, false>),
    Right("unlocked_twice.right", "once", UnlockedTwice<std::mutex, true>),
    Broken("shared_unlocked_twice", "the same with a std::shared_mutex",
           Kind::kCrash, UnlockedTwice<std::shared_mutex, false>),
    Right("shared_unlocked_twice.right", "once",
          UnlockedTwice<std::shared_mutex, true>),
    Broken("recursive_unlocked_twice", "the same with a std::recursive_mutex",
           Kind::kCrash, UnlockedTwice<std::recursive_mutex, false>),
    Right("recursive_unlocked_twice.right", "once",
          UnlockedTwice<std::recursive_mutex, true>),
};

}  // namespace

std::span<const Kernel> LockKernels() { return kKernels; }

}  // namespace kernels
