// Locks taken in opposite orders, mostly far apart in programs that have too
// many schedules to run them all.

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <shared_mutex>
#include <thread>
#include <utility>

#include "absl/synchronization/mutex.h"
#include "kernels/kernel.h"
#include "kernels/kitchen.h"

namespace kernels {
namespace {

using schedule::Kind;
using schedule::Require;

template <bool kRight>
void FarApart() {
  Kitchen kitchen;
  Together(
      [&] {
        kitchen.GrillThenFry();
        kitchen.till.Ring();
      },
      [&] {
        kitchen.till.Ring();
        if (kRight) {
          kitchen.GrillThenFry();
        } else {
          kitchen.FryThenGrill();
        }
      });
  Require(kitchen.dishes == 2, "two dishes");
}

template <bool kRight>
void CircleOfFour() {
  std::mutex forks[4];
  Till till;
  const auto dine = [&](int seat) {
    till.Ring(5 * seat);
    int first = seat;
    int second = (seat + 1) % 4;
    if (kRight && first > second) std::swap(first, second);
    {
      const std::lock_guard one(forks[first]);
      const std::lock_guard two(forks[second]);
    }
    till.Ring(5 * (3 - seat));
  };
  Together([&] { dine(0); }, [&] { dine(1); }, [&] { dine(2); },
           [&] { dine(3); });
}

// Each has needed the other's lock before it comes to its own two.
template <bool kRight>
void BothNeededBefore() {
  Kitchen kitchen;
  Together(
      [&] {
        {
          const std::lock_guard alone(kitchen.fryer);
        }
        kitchen.till.Ring();
        kitchen.GrillThenFry();
      },
      [&] {
        {
          const std::lock_guard alone(kitchen.grill);
        }
        kitchen.till.Ring();
        if (kRight) {
          kitchen.GrillThenFry();
        } else {
          kitchen.FryThenGrill();
        }
      });
}

template <bool kRight>
void AbslAndStd() {
  std::mutex grill;
  absl::Mutex fryer;
  Till till;
  Together(
      [&] {
        {
          const std::lock_guard one(grill);
          const absl::MutexLock two(&fryer);
        }
        till.Ring();
      },
      [&] {
        till.Ring();
        if (kRight) grill.lock();
        {
          const absl::MutexLock one(&fryer);
          if (!kRight) grill.lock();
          grill.unlock();
        }
      });
}

// A writer in one order, a reader in the other; two readers would do no harm.
template <typename Lock>
void ReaderAndWriter() {
  std::shared_mutex menu;
  std::shared_mutex prices;
  Till till;
  Together(
      [&] {
        {
          const Lock one(menu);
          const std::shared_lock two(prices);
        }
        till.Ring();
      },
      [&] {
        till.Ring();
        const Lock one(prices);
        const std::shared_lock two(menu);
      });
}

// The lock that a wait gives up is taken again, below another by then.
template <bool kRight>
void TakenAgainAfterAWait() {
  std::mutex grill;
  std::mutex fryer;
  std::condition_variable hot;
  bool is_hot = false;
  Together(
      [&] {
        {
          const std::lock_guard lock(grill);
          is_hot = true;
        }
        hot.notify_one();
        const std::lock_guard one(grill);
        const std::lock_guard two(fryer);
      },
      [&] {
        std::unique_lock one(grill);
        if (kRight) hot.wait(one, [&] { return is_hot; });
        const std::lock_guard two(fryer);
        if (!kRight) hot.wait(one, [&] { return is_hot; });
      });
}

// Tells its listeners while it holds its lock; a listener calls back.
template <bool kRight>
void ListenerCalledUnderTheLock() {
  struct Board {
    std::mutex mutex;
    std::function<void()> listener;
    int orders = 0;

    void Add() {
      std::unique_lock lock(mutex);
      ++orders;
      if (kRight) lock.unlock();
      listener();
    }
    int Count() {
      const std::lock_guard lock(mutex);
      return orders;
    }
  };
  Board board;
  Till till;
  std::mutex cook;
  int told = 0;
  board.listener = [&] {
    const std::lock_guard lock(cook);
    ++told;
  };
  Together(
      [&] {
        board.Add();
        till.Ring();
      },
      [&] {
        till.Ring();
        const std::lock_guard lock(cook);
        Require(board.Count() <= 1, "one order");
      });
}

// Only who looks at the right time takes the second order.
template <bool kRight>
void RareOrder() {
  Kitchen kitchen;
  std::mutex mutex;
  int rung = 0;
  Together(
      [&] {
        for (int i = 0; i < 20; ++i) {
          const std::lock_guard lock(mutex);
          ++rung;
        }
        kitchen.GrillThenFry();
      },
      [&] {
        int seen = 0;
        {
          const std::lock_guard lock(mutex);
          seen = rung;
        }
        if (seen != 7) return;
        if (kRight) {
          kitchen.GrillThenFry();
        } else {
          kitchen.FryThenGrill();
        }
      });
}

// Sleeping is no way to keep threads apart, even where it is never late.
template <bool kRight>
void KeptApartBySleeping() {
  Kitchen kitchen;
  Together([&] { kitchen.GrillThenFry(); },
           [&] {
             std::this_thread::sleep_for(std::chrono::milliseconds(5));
             if (kRight) {
               kitchen.GrillThenFry();
             } else {
               kitchen.FryThenGrill();
             }
           });
}

constexpr Kernel kKernels[] = {
    Broken("orders_far_apart", "opposite orders, early and late",
           Kind::kDeadlock, FarApart<false>),
    Right("orders_far_apart.right", "one order", FarApart<true>),
    Broken("circle_of_four", "four locks in a circle", Kind::kDeadlock,
           CircleOfFour<false>),
    Right("circle_of_four.right", "locks in one order", CircleOfFour<true>),
    Broken("orders_after_each_other", "each has needed the other's lock before",
           Kind::kDeadlock, BothNeededBefore<false>),
    Right("orders_after_each_other.right", "one order", BothNeededBefore<true>),
    Broken("absl_and_std", "opposite orders of two kinds of mutex",
           Kind::kDeadlock, AbslAndStd<false>),
    Right("absl_and_std.right", "one order", AbslAndStd<true>),
    Broken("reader_and_writer", "a writer waits for a reader, both ways",
           Kind::kDeadlock,
           ReaderAndWriter<std::unique_lock<std::shared_mutex>>),
    Right("reader_and_writer.right", "all of them only read",
          ReaderAndWriter<std::shared_lock<std::shared_mutex>>),
    Broken("taken_again", "a wait takes its lock again below another",
           Kind::kDeadlock, TakenAgainAfterAWait<false>),
    Right("taken_again.right", "waits before it takes the other",
          TakenAgainAfterAWait<true>),
    Broken("listener_under_lock", "calls out while it holds its lock",
           Kind::kDeadlock, ListenerCalledUnderTheLock<false>),
    Right("listener_under_lock.right", "lets go before it calls",
          ListenerCalledUnderTheLock<true>),
    Broken("rare_order", "the opposite order after a rare look",
           Kind::kDeadlock, RareOrder<false>),
    Right("rare_order.right", "the same order after it", RareOrder<true>),
    Broken("orders_and_sleep", "only sleeping keeps opposite orders apart",
           Kind::kDeadlock, KeptApartBySleeping<false>),
    Right("orders_and_sleep.right", "one order", KeptApartBySleeping<true>),
};

}  // namespace

std::span<const Kernel> LockOrderKernels() { return kKernels; }

}  // namespace kernels
