// Semaphores, latches, barriers, and queues with a count beside them.

#include <atomic>
#include <barrier>
#include <chrono>
#include <condition_variable>
#include <latch>
#include <mutex>
#include <queue>
#include <semaphore>

#include "kernels/kernel.h"

namespace kernels {
namespace {

using schedule::Kind;
using schedule::Require;

// A barrier made by hand has to know which round it is in.
template <bool kRight>
void BarrierReuse() {
  std::mutex mutex;
  std::condition_variable changed;
  int arrived = 0;
  int round = 0;
  const auto meet = [&] {
    std::unique_lock lock(mutex);
    const int mine = round;
    if (++arrived == 2) {
      arrived = 0;
      ++round;
      changed.notify_all();
    } else if (kRight) {
      changed.wait(lock, [&] { return round != mine; });
    } else {
      changed.wait(lock, [&] { return arrived == 0; });
    }
  };
  Both([&] {
    meet();
    meet();
  });
}

void StdBarrier() {
  int rounds = 0;
  std::barrier meet(2, [&]() noexcept { ++rounds; });
  Both([&] {
    meet.arrive_and_wait();
    meet.arrive_and_wait();
  });
  Require(rounds == 2, "two rounds");
}

// Who leaves has to say so.
template <bool kRight>
void LeavesTheBarrier() {
  std::barrier meet(2);
  Together(
      [&] {
        meet.arrive_and_wait();
        if (kRight) meet.arrive_and_drop();
      },
      [&] {
        meet.arrive_and_wait();
        meet.arrive_and_wait();
      });
}

template <bool kRight>
void LatchMiscount() {
  std::latch ready(kRight ? 2 : 3);
  Both([&] { ready.arrive_and_wait(); });
}

// One path gives back more than it took.
template <bool kRight>
void SemaphoreMiscount() {
  std::counting_semaphore<8> seats(1);
  std::atomic<int> seated = 0;
  const auto dine = [&] {
    seats.acquire();
    Require(++seated == 1, "two guests on one seat");
    --seated;
    seats.release();
  };
  Together(dine, dine, [&] {
    if (kRight && !seats.try_acquire()) return;
    seats.release();
  });
}

// Takes two of two, one by one.
template <bool kRight>
void TwoPermitsEach() {
  std::counting_semaphore<2> plates(2);
  std::mutex taking;
  Both([&] {
    {
      std::unique_lock lock(taking, std::defer_lock);
      if (kRight) lock.lock();
      plates.acquire();
      plates.acquire();
    }
    plates.release(2);
  });
}

// The count is raised before the item is there.
template <bool kRight>
void CounterBesideTheQueue() {
  std::mutex mutex;
  std::queue<int> orders;
  std::atomic<int> count = 0;
  Together(
      [&] {
        if (!kRight) ++count;
        const std::lock_guard lock(mutex);
        orders.push(1);
        if (kRight) ++count;
      },
      [&] {
        if (count == 0) return;
        const std::lock_guard lock(mutex);
        Require(!orders.empty(), "counted, and not there");
        orders.pop();
      });
}

// A queue that holds one, with two semaphores as in the textbook; the lock
// taken before the semaphore is the textbook's mistake.
template <bool kRight>
void LockBeforeSemaphore() {
  std::mutex mutex;
  std::counting_semaphore<1> free(1);
  std::counting_semaphore<1> full(0);
  const auto step = [&](std::counting_semaphore<1>& take,
                        std::counting_semaphore<1>& give) {
    if (kRight) take.acquire();
    const std::lock_guard lock(mutex);
    if (!kRight) take.acquire();
    give.release();
  };
  Together([&] { step(free, full); }, [&] { step(full, free); });
}

// A semaphore for "there is something": counted once, though two came.
template <bool kRight>
void BinaryForCounting() {
  std::atomic<bool> bell = false;
  std::counting_semaphore<2> rings(0);
  Together(
      [&] {
        for (int i = 0; i < 2; ++i) {
          if (kRight) {
            rings.release();
          } else {
            bell = true;
            bell.notify_one();
          }
        }
      },
      [&] {
        for (int i = 0; i < 2; ++i) {
          if (kRight) {
            rings.acquire();
          } else {
            bell.wait(false);
            bell = false;
          }
        }
      });
}

void TimedSemaphore() {
  std::counting_semaphore<2> items(0);
  Together(
      [&] {
        while (!items.try_acquire_for(std::chrono::milliseconds(10))) {
        }
      },
      [&] {
        while (!items.try_acquire_until(std::chrono::steady_clock::now() +
                                        std::chrono::milliseconds(10))) {
        }
      },
      [&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(25));
        items.release(2);
      });
}

// Arrives first, and waits later; another looks whether all are there.
void ArriveThenWait() {
  std::barrier meet(2);
  std::latch done(2);
  int written[2] = {};
  const auto work = [&](int me) {
    written[me] = 1;
    auto token = meet.arrive();
    meet.wait(std::move(token));
    Require(written[1 - me] == 1, "the other was here too");
    done.count_down();
  };
  Together([&] { work(0); }, [&] { work(1); },
           [&] {
             while (!done.try_wait()) std::this_thread::yield();
             Require(written[0] == 1, "all is done");
           });
}

constexpr Kernel kKernels[] = {
    Broken("barrier_reuse", "a barrier that forgets its round", Kind::kDeadlock,
           BarrierReuse<false>),
    Right("barrier_reuse.right", "counts its rounds", BarrierReuse<true>),
    Right("barrier.right", "std::barrier, with a step between the rounds",
          StdBarrier),
    Broken("leaves_the_barrier", "goes home without a word", Kind::kDeadlock,
           LeavesTheBarrier<false>),
    Right("leaves_the_barrier.right", "arrive_and_drop",
          LeavesTheBarrier<true>),
    Broken("latch_miscount", "waits for three of two", Kind::kDeadlock,
           LatchMiscount<false>),
    Right("latch_miscount.right", "waits for two", LatchMiscount<true>),
    Broken("semaphore_miscount", "gives back what it did not take",
           Kind::kWrongResult, SemaphoreMiscount<false>)
        .UnderTsan(),
    Right("semaphore_miscount.right", "gives back what it took",
          SemaphoreMiscount<true>),
    Broken("two_permits_each", "takes two, one by one", Kind::kDeadlock,
           TwoPermitsEach<false>),
    Right("two_permits_each.right", "one at a time takes two",
          TwoPermitsEach<true>),
    Broken("counter_beside_queue", "counts before it puts", Kind::kWrongResult,
           CounterBesideTheQueue<false>),
    Right("counter_beside_queue.right", "counts in the same turn",
          CounterBesideTheQueue<true>),
    Broken("lock_before_semaphore", "waits for a semaphore with the lock",
           Kind::kDeadlock, LockBeforeSemaphore<false>),
    Right("lock_before_semaphore.right", "the semaphore first",
          LockBeforeSemaphore<true>),
    Broken("flag_for_a_count", "two rings of one bell", Kind::kDeadlock,
           BinaryForCounting<false>)
        .UnderTsan(),
    Right("flag_for_a_count.right", "a semaphore counts",
          BinaryForCounting<true>),
    Right("timed_semaphore.right", "waits for a while, again and again",
          TimedSemaphore),
    Right("timed_semaphore_slow.right", "the same on a slow day",
          TimedSemaphore)
        .OnASlowDay(),
    Right("arrive_then_wait.right",
          "a barrier in two steps, a latch that is looked at", ArriveThenWait),
};

}  // namespace

std::span<const Kernel> CountingKernels() { return kKernels; }

}  // namespace kernels
