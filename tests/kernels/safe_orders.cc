// Locks taken in opposite orders that something keeps apart.

#include <atomic>
#include <barrier>
#include <condition_variable>
#include <future>
#include <latch>
#include <mutex>
#include <semaphore>
#include <thread>

#include "kernels/kernel.h"
#include "kernels/kitchen.h"

namespace kernels {
namespace {

using schedule::Require;

// Runs `first` and then `second`, which `wait` keeps until `tell` was called.
template <typename Tell, typename Wait>
void OneThenTheOther(const Tell& tell, const Wait& wait) {
  Kitchen kitchen;
  Together(
      [&] {
        kitchen.till.Ring(10);
        kitchen.GrillThenFry();
        tell();
        kitchen.till.Ring(10);
      },
      [&] {
        kitchen.till.Ring(10);
        wait();
        kitchen.FryThenGrill();
        kitchen.till.Ring(10);
      });
  Require(kitchen.dishes == 2, "two dishes");
}

void BehindAGate() {
  std::mutex gate;
  Kitchen kitchen;
  Together(
      [&] {
        {
          const std::lock_guard lock(gate);
          kitchen.GrillThenFry();
        }
        kitchen.till.Ring();
      },
      [&] {
        kitchen.till.Ring();
        const std::lock_guard lock(gate);
        kitchen.FryThenGrill();
      });
}

void InPhases() {
  Kitchen kitchen;
  kitchen.FryThenGrill();
  Both([&] {
    kitchen.GrillThenFry();
    kitchen.till.Ring();
  });
  Both([&] {
    kitchen.FryThenGrill();
    kitchen.till.Ring();
  });
  kitchen.GrillThenFry();
  Require(kitchen.dishes == 6, "six dishes");
}

void AfterABarrier() {
  std::barrier barrier(2);
  OneThenTheOther([&] { barrier.arrive_and_wait(); },
                  [&] { barrier.arrive_and_wait(); });
}

void AfterALatch() {
  std::latch latch(1);
  OneThenTheOther([&] { latch.count_down(); }, [&] { latch.wait(); });
}

void AfterASemaphore() {
  std::binary_semaphore done(0);
  OneThenTheOther([&] { done.release(); }, [&] { done.acquire(); });
}

void AfterAPromise() {
  std::promise<void> done;
  OneThenTheOther([&] { done.set_value(); }, [&] { done.get_future().wait(); });
}

void AfterAMessage() {
  std::mutex mutex;
  std::condition_variable changed;
  bool done = false;
  OneThenTheOther(
      [&] {
        const std::lock_guard lock(mutex);
        done = true;
        changed.notify_one();
      },
      [&] {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return done; });
      });
}

void AfterAnAtomic() {
  std::atomic<bool> done = false;
  OneThenTheOther(
      [&] {
        done = true;
        done.notify_one();
      },
      [&] { done.wait(false); });
}

// What it sees under its first lock says whether it needs the second.
void DataUnderTheLock() {
  Kitchen kitchen;
  bool done = false;
  Together(
      [&] {
        {
          const std::lock_guard one(kitchen.grill);
          const std::lock_guard two(kitchen.fryer);
          done = true;
        }
        kitchen.till.Ring();
      },
      [&] {
        kitchen.till.Ring();
        const std::lock_guard one(kitchen.fryer);
        if (!done) return;
        const std::lock_guard two(kitchen.grill);
      });
}

// Whoever comes first leads, and takes its own lock first.
void OneLeader() {
  Kitchen kitchen;
  std::atomic<bool> led = false;
  Together(
      [&] {
        kitchen.till.Ring();
        if (!led.exchange(true)) kitchen.GrillThenFry();
      },
      [&] {
        kitchen.till.Ring();
        if (!led.exchange(true)) kitchen.FryThenGrill();
      });
  Require(kitchen.dishes == 1, "one leader");
}

// Gives up its first lock where it does not get the second.
void TriesAndStepsBack() {
  Kitchen kitchen;
  Together(
      [&] {
        kitchen.GrillThenFry();
        kitchen.till.Ring();
      },
      [&] {
        kitchen.till.Ring();
        for (;; std::this_thread::yield()) {
          const std::lock_guard one(kitchen.fryer);
          const std::unique_lock two(kitchen.grill, std::try_to_lock);
          if (two.owns_lock()) break;
        }
      });
}

// From one link to the next, never letting go of both.
void HandOverHand() {
  std::mutex links[4];
  Till till;
  Both([&] {
    links[0].lock();
    for (int i = 1; i < 4; ++i) {
      links[i].lock();
      links[i - 1].unlock();
    }
    links[3].unlock();
    till.Ring(10);
  });
}

void RecursiveInside() {
  std::recursive_mutex kitchen;
  std::mutex mutex;
  Till till;
  Both([&] {
    const std::lock_guard one(kitchen);
    {
      const std::lock_guard two(mutex);
      const std::lock_guard again(kitchen);
    }
    till.Ring(10);
  });
}

constexpr Kernel kKernels[] = {
    Right("orders_behind_gate.right", "opposite orders behind a third lock",
          BehindAGate),
    Right("orders_in_phases.right", "one order, then all joined, then another",
          InPhases),
    Right("orders_barrier.right", "opposite orders before and after a barrier",
          AfterABarrier),
    Right("orders_latch.right", "opposite orders before and after a latch",
          AfterALatch),
    Right("orders_semaphore.right", "a semaphore keeps opposite orders apart",
          AfterASemaphore),
    Right("orders_promise.right", "a promise keeps opposite orders apart",
          AfterAPromise),
    Right("orders_message.right", "a message keeps opposite orders apart",
          AfterAMessage),
    Right("orders_atomic.right", "an atomic keeps opposite orders apart",
          AfterAnAtomic),
    Right("orders_data.right", "data under the lock keep opposite orders apart",
          DataUnderTheLock),
    Right("orders_leader.right", "opposite orders, but only of one of two",
          OneLeader),
    Right("orders_tried.right", "tries for the second, or steps back",
          TriesAndStepsBack),
    Right("hand_over_hand.right", "from link to link, always forwards",
          HandOverHand),
    Right("recursive_inside.right", "a recursive mutex again, below another",
          RecursiveInside),
};

}  // namespace

std::span<const Kernel> SafeOrderKernels() { return kKernels; }

}  // namespace kernels
