// Locks that readers share, and locks that are tried or waited for a while.

#include <chrono>
#include <mutex>
#include <shared_mutex>

#include "kernels/kernel.h"

namespace kernels {
namespace {

using schedule::Kind;
using schedule::Require;

void ReaderWriterUpgrade() {
  std::shared_mutex mutex;
  int price = 0;
  Both([&] {
    const std::shared_lock read(mutex);
    if (price > 0) return;
    const std::unique_lock write(mutex);
    price = 7;
  });
}

// Lets go of the read lock first, as it must, and then has to look again.
template <bool kRight>
void UpgradeWithoutLookingAgain() {
  std::shared_mutex mutex;
  int set_up = 0;
  Both([&] {
    {
      const std::shared_lock read(mutex);
      if (set_up > 0) return;
    }
    const std::unique_lock write(mutex);
    if (kRight && set_up > 0) return;
    ++set_up;
    Require(set_up == 1, "set up twice");
  });
}

template <template <typename> class Lock>
void WriteUnderSharedLock() {
  std::shared_mutex mutex;
  int price = 0;
  Both([&] {
    const Lock<std::shared_mutex> lock(mutex);
    ++price;
  });
  Require(price == 2, "raised twice");
}

template <bool kRight>
void TryLockIgnored() {
  std::mutex mutex;
  int served = 0;
  Both([&] {
    if (kRight) {
      mutex.lock();
    } else if (!mutex.try_lock()) {
      return;  // And the guest is not served.
    }
    ++served;
    mutex.unlock();
  });
  Require(served == 2, "a guest was left out");
}

// On a slow day the lock is not had in time.
template <bool kRight>
void TimedLockGivesUp() {
  std::timed_mutex mutex;
  int tips = 0;
  Both([&] {
    const std::unique_lock lock(mutex, std::chrono::milliseconds(50));
    if (kRight && !lock.owns_lock()) return;
    ++tips;
  });
}

template <typename Mutex>
void EveryWayToLock() {
  Mutex mutex;
  int count = 0;
  Together(
      [&] {
        std::unique_lock lock(mutex, std::defer_lock);
        while (!lock.try_lock()) std::this_thread::yield();
        ++count;
      },
      [&] {
        std::unique_lock lock(mutex, std::chrono::seconds(1));
        while (!lock.owns_lock()) {
          lock.try_lock_until(std::chrono::steady_clock::now() +
                              std::chrono::seconds(1));
        }
        ++count;
        lock.unlock();
        lock.lock();
        ++count;
      });
  Require(count == 3, "each had the lock alone");
}

void SharedTimedMutex() {
  std::shared_timed_mutex mutex;
  int price = 1;
  Together(
      [&] {
        const std::unique_lock lock(mutex, std::chrono::seconds(1));
        if (lock.owns_lock()) ++price;
      },
      [&] {
        const std::shared_lock lock(mutex, std::chrono::seconds(1));
        Require(!lock.owns_lock() || price > 0, "a price");
      },
      [&] {
        const std::shared_lock lock(mutex, std::try_to_lock);
        Require(!lock.owns_lock() || price > 0, "a price");
      });
}

constexpr Kernel kKernels[] = {
    Broken("upgrade", "two readers both want to write", Kind::kDeadlock,
           ReaderWriterUpgrade),
    Right("upgrade.right", "lets go, and looks again",
          UpgradeWithoutLookingAgain<true>),
    Broken("upgrade_blindly", "lets go, and does not look again",
           Kind::kWrongResult, UpgradeWithoutLookingAgain<false>),
    Right("upgrade_blindly.right", "lets go, and looks again",
          UpgradeWithoutLookingAgain<true>),
    Broken("write_under_shared_lock", "a read lock for a write",
           Kind::kDataRace, WriteUnderSharedLock<std::shared_lock>)
        .UnderTsan(),
    Right("write_under_shared_lock.right", "a write lock for a write",
          WriteUnderSharedLock<std::unique_lock>),
    Broken("try_lock_ignored", "gives up when the lock is taken",
           Kind::kWrongResult, TryLockIgnored<false>),
    Right("try_lock_ignored.right", "waits", TryLockIgnored<true>),
    Broken("timed_lock_ignored", "goes on without the lock after a time-out",
           Kind::kDataRace, TimedLockGivesUp<false>)
        .UnderTsan()
        .OnASlowDay(),
    Right("timed_lock_ignored.right", "goes on only with the lock",
          TimedLockGivesUp<true>)
        .OnASlowDay(),
    Right("timed_mutex.right", "try, wait for, wait until",
          EveryWayToLock<std::timed_mutex>),
    Right("recursive_timed_mutex.right", "try, wait for, wait until",
          EveryWayToLock<std::recursive_timed_mutex>)
        .OnASlowDay(),
    Right("shared_timed_mutex.right", "readers and a writer with time-outs",
          SharedTimedMutex)
        .OnASlowDay(),
};

}  // namespace

std::span<const Kernel> SharedLockKernels() { return kKernels; }

}  // namespace kernels
