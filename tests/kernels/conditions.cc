// Condition variables: wakeups that are lost, missed, or believed too soon.

#include <atomic>
#include <condition_variable>
#include <mutex>

#include "kernels/kernel.h"

namespace kernels {
namespace {

using schedule::Kind;

struct Door {
  std::mutex mutex;
  std::condition_variable changed;
  bool open = false;
};

// The notification may come first, and nobody remembers it.
template <bool kRight>
void NotifyBeforeWait() {
  Door door;
  Together(
      [&] {
        std::unique_lock lock(door.mutex);
        if (kRight) {
          door.changed.wait(lock, [&] { return door.open; });
        } else {
          door.changed.wait(lock);
        }
      },
      [&] {
        const std::lock_guard lock(door.mutex);
        door.open = true;
        door.changed.notify_one();
      });
}

// Between looking and waiting there is a gap if the lock is not held for the
// change.
template <bool kRight>
void ChangedOutsideTheLock() {
  std::mutex mutex;
  std::condition_variable changed;
  std::atomic<bool> open = false;
  Together(
      [&] {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return open.load(); });
      },
      [&] {
        std::unique_lock lock(mutex, std::defer_lock);
        if (kRight) lock.lock();
        open = true;
        if (kRight) lock.unlock();
        changed.notify_one();
      });
}

// A shelf with room for one; makers and takers wait in the same queue.
template <bool kRight>
void TwoKindsOfWaiter() {
  std::mutex mutex;
  std::condition_variable changed;
  int shelf = 0;
  const auto tell = [&] {
    if (kRight) {
      changed.notify_all();
    } else {
      changed.notify_one();
    }
  };
  const auto make = [&] {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return shelf == 0; });
    ++shelf;
    tell();
  };
  const auto take = [&] {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return shelf == 1; });
    --shelf;
    tell();
  };
  Together(make, make, take, take);
}

template <bool kRight>
void NotifyOneForTwo() {
  Door door;
  const auto enter = [&] {
    std::unique_lock lock(door.mutex);
    door.changed.wait(lock, [&] { return door.open; });
  };
  Together(enter, enter, [&] {
    const std::lock_guard lock(door.mutex);
    door.open = true;
    if (kRight) {
      door.changed.notify_all();
    } else {
      door.changed.notify_one();
    }
  });
}

// The data has one mutex, the waiting another.
template <bool kRight>
void WrongMutex() {
  Door door;
  std::mutex waiting;
  Together(
      [&] {
        if (kRight) {
          std::unique_lock lock(door.mutex);
          door.changed.wait(lock, [&] { return door.open; });
          return;
        }
        std::unique_lock lock(waiting);
        door.changed.wait(lock, [&] {
          const std::lock_guard data(door.mutex);
          return door.open;
        });
      },
      [&] {
        const std::lock_guard lock(door.mutex);
        door.open = true;
        door.changed.notify_one();
      });
}

// Waits for the inner lock's news with the outer lock in its hand.
template <bool kRight>
void NestedMonitor() {
  std::mutex outer;
  Door door;
  Together(
      [&] {
        std::unique_lock hold(outer);
        if (kRight) hold.unlock();
        std::unique_lock lock(door.mutex);
        door.changed.wait(lock, [&] { return door.open; });
      },
      [&] {
        const std::lock_guard hold(outer);
        const std::lock_guard lock(door.mutex);
        door.open = true;
        door.changed.notify_one();
      });
}

constexpr Kernel kKernels[] = {
    Broken("notify_before_wait", "a notification that nobody waits for yet",
           Kind::kDeadlock, NotifyBeforeWait<false>),
    Right("notify_before_wait.right", "waits for a state, not for a call",
          NotifyBeforeWait<true>),
    Broken("changed_outside_lock", "changes the state without the lock",
           Kind::kDeadlock, ChangedOutsideTheLock<false>),
    Right("changed_outside_lock.right", "changes it under the lock",
          ChangedOutsideTheLock<true>),
    Broken("two_kinds_of_waiter", "notify_one wakes the wrong kind",
           Kind::kDeadlock, TwoKindsOfWaiter<false>),
    Right("two_kinds_of_waiter.right", "notify_all", TwoKindsOfWaiter<true>),
    Broken("missed_notify_all", "notify_one, and two wait", Kind::kDeadlock,
           NotifyOneForTwo<false>),
    Right("missed_notify_all.right", "notify_all", NotifyOneForTwo<true>),
    Broken("wrong_mutex", "waits with another mutex than the data's",
           Kind::kDeadlock, WrongMutex<false>),
    Right("wrong_mutex.right", "waits with the data's mutex", WrongMutex<true>),
    Broken("nested_monitor", "waits with a second lock in its hand",
           Kind::kDeadlock, NestedMonitor<false>),
    Right("nested_monitor.right", "lets go of it first", NestedMonitor<true>),
};

}  // namespace

std::span<const Kernel> ConditionKernels() { return kKernels; }

}  // namespace kernels
