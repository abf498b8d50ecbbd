// Atomics: each operation is whole, the pair of them is not.

#include <atomic>
#include <thread>

#include "kernels/kernel.h"

namespace kernels {
namespace {

using schedule::Kind;
using schedule::Require;
using std::memory_order_acquire;
using std::memory_order_relaxed;
using std::memory_order_release;

template <bool kRight>
void TornAdd() {
  std::atomic<int> counter = 0;
  Both([&] {
    if (kRight) {
      counter.fetch_add(1, memory_order_relaxed);
    } else {
      counter = counter + 1;
    }
  });
  Require(counter == 2, "one of two was lost");
}

template <bool kRight>
void TornMaximum() {
  std::atomic<int> highest = 0;
  const auto offer = [&](int value) {
    int seen = highest;
    if (kRight) {
      while (value > seen && !highest.compare_exchange_weak(seen, value)) {
      }
    } else if (value > seen) {
      highest = value;
    }
  };
  Together([&] { offer(1); }, [&] { offer(2); });
  Require(highest == 2, "the highest was lost");
}

template <bool kRight>
void NumberTakenTwice() {
  std::atomic<int> last = 0;
  std::atomic<int> sum = 0;
  Both([&] {
    int mine = 0;
    if (kRight) {
      mine = ++last;
    } else {
      ++last;
      mine = last;
    }
    sum += mine;
  });
  Require(sum == 1 + 2, "two have one number");
}

// Gives up its share, and then asks whether it was the last.
template <bool kRight>
void LastOneOut() {
  std::atomic<int> users = 2;
  std::atomic<int> closed = 0;
  Both([&] {
    if (kRight) {
      if (--users == 0) ++closed;
    } else {
      --users;
      if (users == 0) ++closed;
    }
  });
  Require(closed == 1, "closed twice");
}

// Says that the value is there, and then writes it.
template <bool kRight>
void FlagBeforeValue() {
  std::atomic<int> value = 0;
  std::atomic<bool> ready = false;
  Together(
      [&] {
        if (kRight) value = 42;
        ready = true;
        if (!kRight) value = 42;
      },
      [&] {
        if (ready) Require(value == 42, "ready, and not there");
      });
}

template <bool kRight>
void RelaxedMessage() {
  int message = 0;
  std::atomic<bool> ready = false;
  Together(
      [&] {
        message = 42;
        ready.store(true, kRight ? memory_order_release : memory_order_relaxed);
      },
      [&] {
        while (
            !ready.load(kRight ? memory_order_acquire : memory_order_relaxed)) {
          std::this_thread::yield();
        }
        Require(message == 42, "an old message");
      });
}

// Each says "me" and then looks for the other. Without sequential consistency
// both may look before the other's word has arrived.
template <std::memory_order kStore, std::memory_order kLoad>
void StoreBuffering() {
  std::atomic<int> john = 0;
  std::atomic<int> jane = 0;
  std::atomic<int> saw_nobody = 0;
  Together(
      [&] {
        john.store(1, kStore);
        if (jane.load(kLoad) == 0) ++saw_nobody;
      },
      [&] {
        jane.store(1, kStore);
        if (john.load(kLoad) == 0) ++saw_nobody;
      });
  Require(saw_nobody < 2, "both saw nobody");
}

// The weak form may fail for no reason.
template <bool kRight>
void WeakExchangeOnce() {
  std::atomic<int> state = 0;
  int expected = 0;
  if (kRight) {
    while (!state.compare_exchange_weak(expected, 1) && expected == 0) {
    }
  } else {
    state.compare_exchange_weak(expected, 1);
  }
  Require(state == 1, "nothing was changed");
}

constexpr Kernel kKernels[] = {
    Broken("torn_add", "loads, then stores", Kind::kWrongResult, TornAdd<false>)
        .UnderTsan(),
    Right("torn_add.right", "fetch_add", TornAdd<true>),
    Broken("torn_maximum", "compares, then stores", Kind::kWrongResult,
           TornMaximum<false>)
        .UnderTsan(),
    Right("torn_maximum.right", "compare_exchange in a loop",
          TornMaximum<true>),
    Broken("number_taken_twice", "adds, then reads", Kind::kWrongResult,
           NumberTakenTwice<false>)
        .UnderTsan(),
    Right("number_taken_twice.right", "what the addition returned",
          NumberTakenTwice<true>),
    Broken("last_one_out", "gives up, then asks", Kind::kWrongResult,
           LastOneOut<false>)
        .UnderTsan(),
    Right("last_one_out.right", "asks with the same operation",
          LastOneOut<true>),
    Broken("flag_before_value", "two atomics in the wrong order",
           Kind::kWrongResult, FlagBeforeValue<false>)
        .UnderTsan(),
    Right("flag_before_value.right", "the value first", FlagBeforeValue<true>),
    Broken("relaxed_message", "a relaxed flag publishes nothing",
           Kind::kDataRace, RelaxedMessage<false>)
        .UnderTsan(),
    Right("relaxed_message.right", "release and acquire", RelaxedMessage<true>),
    Broken("store_buffering", "release and acquire are not enough",
           Kind::kWrongResult,
           StoreBuffering<memory_order_release, memory_order_acquire>)
        .UnderTsan()
        .Known("weak memory is not explored; it is not called proved"),
    Right("store_buffering.right", "sequential consistency",
          StoreBuffering<std::memory_order_seq_cst, std::memory_order_seq_cst>),
    Broken("weak_exchange_once", "compare_exchange_weak without a loop",
           Kind::kWrongResult, WeakExchangeOnce<false>),
    Right("weak_exchange_once.right", "in a loop", WeakExchangeOnce<true>),
};

}  // namespace

std::span<const Kernel> AtomicKernels() { return kKernels; }

}  // namespace kernels
