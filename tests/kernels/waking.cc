// What a thread may believe when it wakes, and who wakes whom.

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <shared_mutex>

#include "kernels/kernel.h"

namespace kernels {
namespace {

using schedule::Kind;
using schedule::Require;

struct Door {
  std::mutex mutex;
  std::condition_variable changed;
  bool open = false;
};

template <bool kRight>
void IfInsteadOfWhile() {
  Door door;
  int burgers = 0;
  const auto take = [&] {
    std::unique_lock lock(door.mutex);
    if (kRight) {
      while (burgers == 0) door.changed.wait(lock);
    } else if (burgers == 0) {
      door.changed.wait(lock);
    }
    Require(burgers > 0, "took a burger that was not there");
    --burgers;
  };
  const auto make = [&] {
    const std::lock_guard lock(door.mutex);
    ++burgers;
    door.changed.notify_all();
  };
  Together(take, take, [&] {
    make();
    make();
  });
}

// One waiter, one notification, and a wakeup that nobody sent.
template <bool kRight>
void SpuriousWakeup() {
  Door door;
  Together(
      [&] {
        std::unique_lock lock(door.mutex);
        if (kRight) {
          while (!door.open) door.changed.wait(lock);
        } else if (!door.open) {
          door.changed.wait(lock);
        }
        Require(door.open, "woken for nothing");
      },
      [&] {
        const std::lock_guard lock(door.mutex);
        door.open = true;
        door.changed.notify_one();
      });
}

// Nobody promises that the one who waits longest wakes first.
template <bool kRight>
void OrderOfWaking() {
  std::mutex mutex;
  std::condition_variable changed;
  int waiting = 0;
  int turns = 0;
  int next = 1;
  const auto guest = [&](int number) {
    std::unique_lock lock(mutex);
    while (waiting != number - 1) {
      lock.unlock();
      std::this_thread::yield();
      lock.lock();
    }
    ++waiting;
    if (kRight) {
      changed.wait(lock, [&] { return turns > 0 && next == number; });
    } else {
      changed.wait(lock, [&] { return turns > 0; });
    }
    --turns;
    Require(next == number, "guests were served out of order");
    ++next;
    if (kRight) changed.notify_all();
  };
  const auto open = [&] {
    std::unique_lock lock(mutex);
    while (waiting < 2) {
      lock.unlock();
      std::this_thread::yield();
      lock.lock();
    }
    turns = 1;
    changed.notify_one();
    while (next == 1) {
      if (kRight) changed.notify_all();
      lock.unlock();
      std::this_thread::yield();
      lock.lock();
    }
    turns = 1;
    changed.notify_all();
  };
  Together([&] { guest(1); }, [&] { guest(2); }, open);
}

template <bool kRight>
void TimeoutTakenForNews() {
  Door door;
  Together(
      [&] {
        std::unique_lock lock(door.mutex);
        if (kRight) {
          while (!door.open) {
            door.changed.wait_for(lock, std::chrono::milliseconds(50));
          }
        } else {
          door.changed.wait_for(lock, std::chrono::milliseconds(50),
                                [&] { return door.open; });
        }
        Require(door.open, "the door is still shut");
      },
      [&] {
        const std::lock_guard lock(door.mutex);
        door.open = true;
        door.changed.notify_one();
      });
}

// The one who waits may be gone before the notification is sent.
template <bool kRight>
void NotifiedAfterItsEnd() {
  auto door = std::make_unique<Door>();
  std::thread opener([&door = *door] {
    std::unique_lock lock(door.mutex);
    door.open = true;
    if (!kRight) lock.unlock();
    door.changed.notify_one();
  });
  {
    std::unique_lock lock(door->mutex);
    door->changed.wait(lock, [&] { return door->open; });
  }
  door.reset();
  opener.join();
}

// Who has woken all may destroy it: they are on their way out, and POSIX keeps
// what they still need.
void EndsWithItsWaiters() {
  std::mutex mutex;
  auto changed = std::make_unique<std::condition_variable>();
  int waiting = 2;
  bool open = false;
  const auto wait = [&] {
    std::unique_lock lock(mutex);
    --waiting;
    if (!open) changed->wait(lock);
  };
  Together(wait, wait, [&] {
    std::unique_lock lock(mutex);
    while (waiting > 0) {
      lock.unlock();
      std::this_thread::yield();
      lock.lock();
    }
    open = true;
    changed->notify_all();
    changed.reset();
  });
}

void AnyWithSharedLock() {
  std::shared_mutex mutex;
  std::condition_variable_any changed;
  int stage = 0;
  Together(
      [&] {
        std::shared_lock lock(mutex);
        changed.wait(lock, [&] { return stage > 0; });
      },
      [&] {
        std::unique_lock lock(mutex);
        while (stage == 0) {
          changed.wait_until(
              lock, std::chrono::steady_clock::now() + std::chrono::seconds(1));
        }
      },
      [&] {
        const std::unique_lock lock(mutex);
        stage = 1;
        changed.notify_all();
      });
}

// The last thing that the thread does, after its thread_local variables.
void NotifyAtThreadExit() {
  Door door;
  std::thread opener([&] {
    std::unique_lock lock(door.mutex);
    door.open = true;
    std::notify_all_at_thread_exit(door.changed, std::move(lock));
  });
  {
    std::unique_lock lock(door.mutex);
    door.changed.wait(lock, [&] { return door.open; });
  }
  opener.join();
}

constexpr Kernel kKernels[] = {
    Broken("if_instead_of_while", "woken, and another was faster",
           Kind::kWrongResult, IfInsteadOfWhile<false>),
    Right("if_instead_of_while.right", "looks again", IfInsteadOfWhile<true>),
    Broken("spurious_wakeup", "believes every wakeup", Kind::kWrongResult,
           SpuriousWakeup<false>),
    Right("spurious_wakeup.right", "looks again", SpuriousWakeup<true>),
    Broken("order_of_waking", "relies on first come, first served",
           Kind::kWrongResult, OrderOfWaking<false>),
    Right("order_of_waking.right", "keeps the order itself",
          OrderOfWaking<true>),
    Broken("timeout_taken_for_news", "goes on after a time-out",
           Kind::kWrongResult, TimeoutTakenForNews<false>)
        .OnASlowDay(),
    Right("timeout_taken_for_news.right", "waits on after a time-out",
          TimeoutTakenForNews<true>)
        .OnASlowDay(),
    Broken("notified_after_its_end", "notifies what may be gone", Kind::kMemory,
           NotifiedAfterItsEnd<false>)
        .Or(Kind::kDataRace)
        .UnderTsan(),
    Right("notified_after_its_end.right", "notifies under the lock",
          NotifiedAfterItsEnd<true>),
    Right("ends_with_its_waiters.right", "destroyed as its waiters leave",
          EndsWithItsWaiters),
    Right("condition_variable_any.right",
          "with shared locks, and with a deadline", AnyWithSharedLock),
    Right("notify_at_thread_exit.right", "notify_all_at_thread_exit",
          NotifyAtThreadExit),
};

}  // namespace

std::span<const Kernel> WakingKernels() { return kKernels; }

}  // namespace kernels
