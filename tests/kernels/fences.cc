// std::atomic_thread_fence: right by the standard, and unknown to
// ThreadSanitizer.

#include <atomic>
#include <thread>

#include "kernels/kernel.h"

namespace kernels {
namespace {

using schedule::Kind;
using schedule::Require;
using std::atomic_thread_fence;
using std::memory_order_acq_rel;
using std::memory_order_acquire;
using std::memory_order_relaxed;
using std::memory_order_release;
using std::memory_order_seq_cst;

enum class Mistake { kNone, kBeforeTheMessage, kBeforeTheFlag, kNoFence };

// The publication by two fences around relaxed operations.
template <Mistake kMistake, std::memory_order kWriter = memory_order_release,
          std::memory_order kReader = memory_order_acquire>
void FencedMessage() {
  int message = 0;
  std::atomic<bool> ready = false;
  Together(
      [&] {
        if (kMistake == Mistake::kBeforeTheMessage)
          atomic_thread_fence(kWriter);
        message = 42;
        if (kMistake != Mistake::kBeforeTheMessage)
          atomic_thread_fence(kWriter);
        ready.store(true, memory_order_relaxed);
      },
      [&] {
        if (kMistake == Mistake::kBeforeTheFlag) atomic_thread_fence(kReader);
        while (!ready.load(memory_order_relaxed)) std::this_thread::yield();
        if (kMistake == Mistake::kNone) atomic_thread_fence(kReader);
        Require(message == 42, "an old message");
      });
}

// A fence on one side, an order of the operation's own on the other.
template <bool kFenceWrites>
void FenceOnOneSide() {
  int message = 0;
  std::atomic<bool> ready = false;
  Together(
      [&] {
        message = 42;
        if (kFenceWrites) atomic_thread_fence(memory_order_release);
        ready.store(true,
                    kFenceWrites ? memory_order_relaxed : memory_order_release);
      },
      [&] {
        while (!ready.load(kFenceWrites ? memory_order_acquire
                                        : memory_order_relaxed)) {
          std::this_thread::yield();
        }
        if (!kFenceWrites) atomic_thread_fence(memory_order_acquire);
        Require(message == 42, "an old message");
      });
}

// The count of a shared pointer, as it is often written: the last one out
// has to see what the others did.
template <bool kRight>
void FencedCount() {
  std::atomic<int> users = 2;
  int tips[2] = {};
  const auto leave = [&](int me) {
    ++tips[me];
    if (users.fetch_sub(1, memory_order_release) != 1) return;
    if (kRight) atomic_thread_fence(memory_order_acquire);
    Require(tips[0] + tips[1] == 2, "all of the tips");
  };
  Together([&] { leave(0); }, [&] { leave(1); });
}

// Handed on by one who only counts. An operation that reads and writes keeps
// what is behind the value; a store of its own does not.
template <bool kRight>
void FencedRelay() {
  int message = 0;
  std::atomic<int> stage = 0;
  Together(
      [&] {
        message = 42;
        atomic_thread_fence(memory_order_release);
        stage.store(1, memory_order_relaxed);
      },
      [&] {
        while (stage.load(memory_order_relaxed) != 1) {
          std::this_thread::yield();
        }
        if (kRight) {
          stage.fetch_add(1, memory_order_relaxed);
        } else {
          stage.store(2, memory_order_relaxed);
        }
      },
      [&] {
        while (stage.load(memory_order_acquire) != 2) {
          std::this_thread::yield();
        }
        Require(message == 42, "an old message");
      });
}

constexpr Kernel kKernels[] = {
    Broken("fenced_message", "the fence before what it should publish",
           Kind::kDataRace, FencedMessage<Mistake::kBeforeTheMessage>)
        .UnderTsan(),
    Right("fenced_message.right", "fences around relaxed operations",
          FencedMessage<Mistake::kNone>),
    Broken("fenced_too_early", "the fence before the flag is read",
           Kind::kDataRace, FencedMessage<Mistake::kBeforeTheFlag>)
        .UnderTsan(),
    Right("fenced_too_early.right", "fences that are more than enough",
          FencedMessage<Mistake::kNone, memory_order_seq_cst,
                        memory_order_acq_rel>),
    Broken("fenced_by_one", "a fence where it is written, none where read",
           Kind::kDataRace, FencedMessage<Mistake::kNoFence>)
        .UnderTsan(),
    Right("fenced_by_one.right", "a fence, and an acquiring load",
          FenceOnOneSide<true>),
    Right("fenced_reader.right", "a releasing store, and a fence",
          FenceOnOneSide<false>),
    Broken("fenced_count", "the last one out looks without a fence",
           Kind::kDataRace, FencedCount<false>)
        .UnderTsan(),
    Right("fenced_count.right", "with one", FencedCount<true>),
    Broken("fenced_relay", "a store between breaks the chain", Kind::kDataRace,
           FencedRelay<false>)
        .UnderTsan(),
    Right("fenced_relay.right", "an addition keeps it", FencedRelay<true>),
};

}  // namespace

std::span<const Kernel> FenceKernels() { return kKernels; }

}  // namespace kernels
