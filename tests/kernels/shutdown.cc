// Closing time: stopping threads that wait.

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <queue>
#include <stop_token>
#include <thread>

#include "kernels/kernel.h"

namespace kernels {
namespace {

using schedule::Kind;
using schedule::Require;

constexpr int kPill = -1;

struct Queue {
  std::mutex mutex;
  std::condition_variable changed;
  std::queue<int> orders;
  bool closed = false;

  void Push(int order) {
    const std::lock_guard lock(mutex);
    orders.push(order);
    changed.notify_one();
  }
  int Pop() {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return closed || !orders.empty(); });
    if (orders.empty()) return kPill;
    const int order = orders.front();
    orders.pop();
    return order;
  }
};

template <bool kRight>
void QueueShutdown() {
  Queue queue;
  const auto work = [&] {
    while (queue.Pop() != kPill) {
    }
  };
  Together(work, work, [&] {
    queue.Push(1);
    const std::lock_guard lock(queue.mutex);
    queue.closed = true;
    if (kRight) {
      queue.changed.notify_all();
    } else {
      queue.changed.notify_one();
    }
  });
}

template <bool kRight>
void PillForTwo() {
  Queue queue;
  const auto work = [&] {
    while (queue.Pop() != kPill) {
    }
  };
  Together(work, work, [&] {
    queue.Push(1);
    queue.Push(kPill);
    if (kRight) queue.Push(kPill);
  });
}

// What is in the queue when it closes is still to be done.
template <bool kRight>
void DropsWorkAtClosing() {
  Queue queue;
  int done = 0;
  Together(
      [&] {
        for (;;) {
          std::unique_lock lock(queue.mutex);
          queue.changed.wait(
              lock, [&] { return queue.closed || !queue.orders.empty(); });
          if (kRight ? queue.orders.empty() : queue.closed) return;
          queue.orders.pop();
          ++done;
        }
      },
      [&] {
        queue.Push(1);
        queue.Push(2);
        const std::lock_guard lock(queue.mutex);
        queue.closed = true;
        queue.changed.notify_all();
      });
  Require(done == 2, "an order was dropped at closing time");
}

// A stop request wakes only those who wait with the token.
template <bool kRight>
void StopTokenMiss() {
  std::mutex mutex;
  std::condition_variable_any changed;
  const std::jthread cook([&](const std::stop_token& stop) {
    std::unique_lock lock(mutex);
    if (kRight) {
      changed.wait(lock, stop, [] { return false; });
    } else {
      changed.wait(lock, [&] { return stop.stop_requested(); });
    }
  });
}

void StopCallback() {
  std::mutex mutex;
  std::condition_variable changed;
  bool stopped = false;
  const std::jthread cook([&](const std::stop_token& stop) {
    const std::stop_callback wake(stop, [&] {
      const std::lock_guard lock(mutex);
      stopped = true;
      changed.notify_all();
    });
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return stopped; });
  });
}

template <bool kNotify, bool kLock>
void PoolStop() {
  std::mutex mutex;
  std::condition_variable changed;
  std::atomic<bool> stop = false;
  const auto work = [&] {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return stop.load(); });
  };
  Together(work, work, [&] {
    {
      std::unique_lock lock(mutex, std::defer_lock);
      if (kLock) lock.lock();
      stop = true;
    }
    if (kNotify) changed.notify_all();
  });
}

template <bool kRight>
void JoinWithTheLock() {
  std::mutex mutex;
  std::unique_lock lock(mutex);
  std::thread cook([&] { const std::lock_guard mine(mutex); });
  if (kRight) lock.unlock();
  cook.join();
}

// One path out leaves the thread behind.
template <typename Thread>
void NotJoined() {
  std::atomic<bool> early = false;
  Thread cook([&] { early = true; });
  if (early) return;
  cook.join();
}

// Two close the same thing, each sees that it is open.
template <bool kRight>
void ClosedTwice() {
  std::mutex mutex;
  bool open = true;
  int closings = 0;
  Both([&] {
    std::unique_lock lock(mutex);
    const bool mine = open;
    if (kRight) open = false;
    lock.unlock();
    if (!mine) return;
    lock.lock();
    open = false;
    ++closings;
  });
  Require(closings == 1, "closed twice");
}

// Wakes of a stop, of a time-out, or of work.
void StopOrTimeoutOrWork() {
  std::mutex mutex;
  std::condition_variable_any changed;
  std::queue<int> orders;
  int done = 0;
  {
    const std::jthread cook([&](const std::stop_token& stop) {
      std::unique_lock lock(mutex);
      while (!stop.stop_requested() || !orders.empty()) {
        changed.wait_for(lock, stop, std::chrono::milliseconds(10),
                         [&] { return !orders.empty(); });
        if (orders.empty()) continue;
        orders.pop();
        ++done;
      }
    });
    const std::lock_guard lock(mutex);
    orders.push(1);
    changed.notify_one();
  }
  Require(done == 1, "the order was served");
}

constexpr Kernel kKernels[] = {
    Broken("queue_shutdown", "closes with notify_one", Kind::kDeadlock,
           QueueShutdown<false>),
    Right("queue_shutdown.right", "closes with notify_all",
          QueueShutdown<true>),
    Broken("pill_for_two", "one pill, two workers", Kind::kDeadlock,
           PillForTwo<false>),
    Right("pill_for_two.right", "a pill each", PillForTwo<true>),
    Broken("drops_work", "stops before the queue is empty", Kind::kWrongResult,
           DropsWorkAtClosing<false>),
    Right("drops_work.right", "empties the queue first",
          DropsWorkAtClosing<true>),
    Broken("stop_token_miss", "waits without the stop token", Kind::kDeadlock,
           StopTokenMiss<false>)
        .UnderTsan(),
    Right("stop_token_miss.right", "waits with it", StopTokenMiss<true>),
    Right("stop_callback.right", "a callback wakes the waiter", StopCallback),
    Broken("pool_without_notify", "sets the flag, wakes nobody",
           Kind::kDeadlock, PoolStop<false, true>),
    Right("pool_without_notify.right", "wakes all", PoolStop<true, true>),
    Broken("pool_without_lock", "sets the flag outside the lock",
           Kind::kDeadlock, PoolStop<true, false>),
    Right("pool_without_lock.right", "sets it under the lock",
          PoolStop<true, true>),
    Broken("join_with_lock", "joins with the lock in its hand", Kind::kDeadlock,
           JoinWithTheLock<false>),
    Right("join_with_lock.right", "lets go first", JoinWithTheLock<true>),
    Broken("not_joined", "one path joins nobody", Kind::kCrash,
           NotJoined<std::thread>)
        .UnderTsan(),
    Right("not_joined.right", "a jthread joins itself",
          NotJoined<std::jthread>),
    Broken("closed_twice", "looks whether it is open, then closes it",
           Kind::kWrongResult, ClosedTwice<false>),
    Right("closed_twice.right", "in one turn", ClosedTwice<true>),
    Right("stop_or_timeout.right", "wakes of a stop, a time-out or work",
          StopOrTimeoutOrWork),
    Right("stop_or_timeout_slow.right", "the same on a slow day",
          StopOrTimeoutOrWork)
        .OnASlowDay(),
};

}  // namespace

std::span<const Kernel> ShutdownKernels() { return kKernels; }

}  // namespace kernels
