// Every access is locked, and still the program is wrong: the lock is let go
// where it should not be, or kept where it should not be.

#include <mutex>
#include <queue>
#include <vector>

#include "kernels/kernel.h"

namespace kernels {
namespace {

using schedule::Kind;
using schedule::Require;

template <bool kRight>
void CheckThenAct() {
  std::mutex mutex;
  int burgers = 1;
  Both([&] {
    std::unique_lock lock(mutex);
    if (burgers == 0) return;
    if (!kRight) {
      lock.unlock();
      lock.lock();
    }
    --burgers;
    Require(burgers >= 0, "a burger was taken that was not there");
  });
}

// Money is on its way between two accounts while nobody holds the lock.
template <bool kRight>
void DroppedMidInvariant() {
  std::mutex mutex;
  int bar = 10;
  int kitchen = 0;
  Together(
      [&] {
        std::unique_lock lock(mutex);
        bar -= 4;
        if (!kRight) {
          lock.unlock();
          lock.lock();
        }
        kitchen += 4;
      },
      [&] {
        const std::lock_guard lock(mutex);
        Require(bar + kitchen == 10, "money is missing");
      });
}

template <bool kRight>
void HalfWrittenPair() {
  std::mutex mutex;
  int width = 1;
  int height = 1;
  Together(
      [&] {
        const std::lock_guard lock(mutex);
        width = 2;
        height = 2;
      },
      [&] {
        std::unique_lock lock(mutex);
        const int w = width;
        if (!kRight) {
          lock.unlock();
          lock.lock();
        }
        const int h = height;
        Require(w == h, "no square");
      });
}

// Reads, computes outside the lock, writes back.
template <bool kRight>
void LockedReadLockedWrite() {
  std::mutex mutex;
  int total = 0;
  Both([&] {
    if (kRight) {
      const std::lock_guard lock(mutex);
      total += 1;
      return;
    }
    int value = 0;
    {
      const std::lock_guard lock(mutex);
      value = total;
    }
    ++value;
    const std::lock_guard lock(mutex);
    total = value;
  });
  Require(total == 2, "one of two was lost");
}

template <bool kRight>
void TopThenPop() {
  std::mutex mutex;
  std::queue<int> orders({1, 2});
  std::vector<int> served;
  Both([&] {
    std::unique_lock lock(mutex);
    const int order = orders.front();
    if (!kRight) {
      lock.unlock();
      lock.lock();
    }
    orders.pop();
    served.push_back(order);
  });
  Require(served[0] != served[1], "an order was served twice");
}

// The reference goes out of the locked part, the data with it.
template <bool kRight>
void ReferenceEscapes() {
  std::mutex mutex;
  std::vector<int> prices = {1, 2, 3};
  Together(
      [&] {
        std::unique_lock lock(mutex);
        int& price = prices[0];
        if (!kRight) lock.unlock();
        price = 9;
      },
      [&] {
        const std::lock_guard lock(mutex);
        Require(prices[0] > 0, "a price");
      });
}

// Three steps have to happen without a guest in between.
template <bool kRight>
void ThreeTurns() {
  std::mutex mutex;
  std::vector<int> plate;
  Both([&] {
    std::unique_lock lock(mutex);
    for (int layer = 0; layer < 3; ++layer) {
      plate.push_back(layer);
      if (!kRight && layer < 2) {
        lock.unlock();
        lock.lock();
      }
    }
  });
  Require(plate != std::vector<int>({0, 0, 1, 1, 2, 2}), "layers are mixed up");
}

// The lock is for one call each; the data are used between them.
template <bool kRight>
void UniqueNames() {
  std::mutex mutex;
  std::vector<int> names;
  Both([&] {
    std::unique_lock lock(mutex);
    const int next = static_cast<int>(names.size());
    if (!kRight) {
      lock.unlock();
      lock.lock();
    }
    names.push_back(next);
  });
  Require(names[0] != names[1], "two have one name");
}

constexpr Kernel kKernels[] = {
    Broken("check_then_act", "checks in one turn of the lock, acts in the next",
           Kind::kWrongResult, CheckThenAct<false>),
    Right("check_then_act.right", "one turn", CheckThenAct<true>),
    Broken("mid_invariant", "lets go in the middle of a change",
           Kind::kWrongResult, DroppedMidInvariant<false>),
    Right("mid_invariant.right", "lets go when all is changed",
          DroppedMidInvariant<true>),
    Broken("half_written_pair", "reads a pair in two turns", Kind::kWrongResult,
           HalfWrittenPair<false>),
    Right("half_written_pair.right", "reads it in one", HalfWrittenPair<true>),
    Broken("locked_read_locked_write", "adds between two turns",
           Kind::kWrongResult, LockedReadLockedWrite<false>),
    Right("locked_read_locked_write.right", "adds in one turn",
          LockedReadLockedWrite<true>),
    Broken("top_then_pop", "looks at the first, then takes the first",
           Kind::kWrongResult, TopThenPop<false>),
    Right("top_then_pop.right", "in one turn", TopThenPop<true>),
    Broken("reference_escapes", "uses a reference after the lock",
           Kind::kDataRace, ReferenceEscapes<false>)
        .UnderTsan(),
    Right("reference_escapes.right", "uses it under the lock",
          ReferenceEscapes<true>),
    Broken("three_turns", "wrong only if two threads alternate exactly",
           Kind::kWrongResult, ThreeTurns<false>),
    Right("three_turns.right", "all in one turn", ThreeTurns<true>),
    Broken("unique_names", "counts in one turn, adds in the next",
           Kind::kWrongResult, UniqueNames<false>),
    Right("unique_names.right", "in one turn", UniqueNames<true>),
};

}  // namespace

std::span<const Kernel> MonitorKernels() { return kKernels; }

}  // namespace kernels
