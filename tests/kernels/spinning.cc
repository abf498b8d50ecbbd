// Waiting for an atomic: by looking again and again, and by wait().

#include <atomic>
#include <cstdint>
#include <thread>

#include "kernels/kernel.h"

namespace kernels {
namespace {

using schedule::Kind;
using schedule::Require;

// Looks whether the lock is free, then takes it.
template <bool kRight>
void TestThenSet() {
  std::atomic<bool> taken = false;
  std::atomic<int> inside = 0;
  Both([&] {
    if (kRight) {
      while (taken.exchange(true)) std::this_thread::yield();
    } else {
      while (taken) std::this_thread::yield();
      taken = true;
    }
    Require(++inside == 1, "two in one place");
    --inside;
    taken = false;
  });
}

template <bool kRight>
void NotifyOneForTwo() {
  std::atomic<int> open = 0;
  const auto enter = [&] { open.wait(0); };
  Together(enter, enter, [&] {
    open = 1;
    if (kRight) {
      open.notify_all();
    } else {
      open.notify_one();
    }
  });
}

// The last round of the loop leaves without opening.
template <bool kRight>
void SpinNeverReleased() {
  std::atomic_flag taken;
  Both([&] {
    for (int round = 0; round < 2; ++round) {
      while (taken.test_and_set()) std::this_thread::yield();
      if (!kRight && round == 1) break;
      taken.clear();
    }
  });
}

void SpinWithoutYield() {
  std::atomic_flag taken;
  int count = 0;
  Both([&] {
    while (taken.test_and_set(std::memory_order_acquire)) {
    }
    ++count;
    taken.clear(std::memory_order_release);
  });
  Require(count == 2, "both counted");
}

void AtomicWaitOfEverySize() {
  std::atomic<bool> small = false;
  std::atomic<int64_t> large = 0;
  Together(
      [&] {
        small.wait(false);
        large = int64_t{1} << 40;
        large.notify_all();
      },
      [&] {
        small = true;
        small.notify_one();
        large.wait(0);
      });
}

void FlagWait() {
  std::atomic_flag open;
  int price = 0;
  Together(
      [&] {
        open.wait(false);
        Require(price == 7, "what was before the flag");
      },
      [&] {
        price = 7;
        open.test_and_set();
        open.notify_one();
      });
}

// An ordinary int, used atomically by all.
void AtomicRef() {
  int counter = 0;
  Both([&] { ++std::atomic_ref(counter); });
  Require(counter == 2, "both counted");
}

// Adds by comparing and exchanging, inside the library.
void AtomicDouble() {
  std::atomic<double> sum = 0;
  Both([&] { sum.fetch_add(0.5); });
  Require(sum == 1.0, "both added");
}

constexpr Kernel kKernels[] = {
    Broken("test_then_set", "a spin lock that looks, then takes",
           Kind::kWrongResult, TestThenSet<false>)
        .UnderTsan(),
    Right("test_then_set.right", "exchange", TestThenSet<true>),
    Broken("atomic_notify_one", "notify_one, and two wait", Kind::kDeadlock,
           NotifyOneForTwo<false>)
        .UnderTsan(),
    Right("atomic_notify_one.right", "notify_all", NotifyOneForTwo<true>),
    Broken("spin_never_released", "a spin lock that one path keeps",
           Kind::kNoProgress, SpinNeverReleased<false>)
        .UnderTsan(),
    Right("spin_never_released.right", "every path gives it back",
          SpinNeverReleased<true>),
    Right("spin_without_yield.right", "a spin lock that never yields",
          SpinWithoutYield),
    Right("atomic_wait.right", "wait and notify, of one byte and of eight",
          AtomicWaitOfEverySize),
    Right("flag_wait.right", "atomic_flag, wait and notify", FlagWait),
    Right("atomic_ref.right", "std::atomic_ref", AtomicRef),
    Right("atomic_double.right", "an atomic sum of doubles", AtomicDouble),
};

}  // namespace

std::span<const Kernel> SpinningKernels() { return kKernels; }

}  // namespace kernels
