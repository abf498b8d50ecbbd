// Algorithms of atomics: what stands in the textbooks, and how it goes wrong.

#include <atomic>
#include <cstdint>
#include <thread>

#include "kernels/kernel.h"

namespace kernels {
namespace {

using schedule::Kind;
using schedule::Require;

// A stack of numbered nodes, 0 is the end. The head's upper half counts the
// changes; kRight is whether it does.
template <bool kRight>
class Stack {
 public:
  void Push(uint32_t node) {
    uint64_t head = head_;
    do {
      next_[node] = Node(head);
    } while (!head_.compare_exchange_strong(head, Make(head, node)));
  }

  uint32_t Pop() {
    uint64_t head = head_;
    while (Node(head) != 0) {
      const uint32_t next = next_[Node(head)];
      if (head_.compare_exchange_strong(head, Make(head, next)))
        return Node(head);
    }
    return 0;
  }

 private:
  static uint32_t Node(uint64_t head) { return static_cast<uint32_t>(head); }
  static uint64_t Make(uint64_t head, uint32_t node) {
    return (kRight ? (head >> 32) + 1 : 0) << 32 | node;
  }

  std::atomic<uint64_t> head_ = 0;
  std::atomic<uint32_t> next_[4] = {};
};

template <bool kRight>
void Aba() {
  Stack<kRight> stack;
  stack.Push(2);
  stack.Push(1);
  std::atomic<int> taken[4] = {};
  const auto take = [&] {
    const uint32_t node = stack.Pop();
    if (node != 0) Require(++taken[node] == 1, "a node was taken twice");
    return node;
  };
  Together([&] { take(); },
           [&] {
             const uint32_t one = take();
             take();
             if (one == 0) return;
             --taken[one];
             stack.Push(one);
           });
  take();
  take();
}

// A ticket of one bit is enough for two, not for three.
template <uint32_t kMask>
void TicketLock() {
  std::atomic<uint32_t> next = 0;
  std::atomic<uint32_t> served = 0;
  std::atomic<int> inside = 0;
  const auto work = [&] {
    const uint32_t mine = next.fetch_add(1) & kMask;
    while ((served & kMask) != mine) std::this_thread::yield();
    Require(++inside == 1, "two in one place");
    --inside;
    ++served;
  };
  Together(work, work, work);
}

// Peterson's lock for two: says that it wants, then that the other goes first.
template <bool kRight>
void Peterson() {
  std::atomic<bool> wants[2] = {};
  std::atomic<int> turn = 0;
  std::atomic<int> inside = 0;
  const auto work = [&](int me) {
    if (kRight) wants[me] = true;
    turn = 1 - me;
    if (!kRight) wants[me] = true;
    while (wants[1 - me] && turn == 1 - me) std::this_thread::yield();
    Require(++inside == 1, "two in one place");
    --inside;
    wants[me] = false;
  };
  Together([&] { work(0); }, [&] { work(1); });
}

// The reader of a sequence lock has to look at the number twice.
template <bool kRight>
void SequenceLock() {
  std::atomic<int> sequence = 0;
  std::atomic<int> width = 1;
  std::atomic<int> height = 1;
  Together(
      [&] {
        ++sequence;
        width = 2;
        height = 2;
        ++sequence;
      },
      [&] {
        for (;;) {
          const int before = sequence;
          if (before % 2 != 0) {
            std::this_thread::yield();
            continue;
          }
          const int w = width;
          const int h = height;
          if (kRight && sequence != before) continue;
          Require(w == h, "no square");
          return;
        }
      });
}

// A ring with one writer and one reader; the place is announced too early.
template <bool kRight>
void Ring() {
  std::atomic<int> slots[2] = {};
  std::atomic<int> written = 0;
  std::atomic<int> read = 0;
  Together(
      [&] {
        for (int i = 0; i < 3; ++i) {
          while (i - read >= 2) std::this_thread::yield();
          if (kRight) slots[i % 2] = i + 1;
          ++written;
          if (!kRight) slots[i % 2] = i + 1;
        }
      },
      [&] {
        for (int i = 0; i < 3; ++i) {
          while (written <= i) std::this_thread::yield();
          Require(slots[i % 2] == i + 1, "read what was not written");
          ++read;
        }
      });
}

// Each waits for the other to go first, for ever.
template <bool kRight>
void AfterYou() {
  std::atomic<int> wants[2] = {};
  const auto work = [&](int me) {
    wants[me] = 1;
    while (wants[1 - me] == 1) {
      if (kRight && me == 0) wants[me] = 0;
      std::this_thread::yield();
    }
    wants[me] = 0;
  };
  Together([&] { work(0); }, [&] { work(1); });
}

constexpr Kernel kKernels[] = {
    Broken("aba", "a head that is the same again, and is not",
           Kind::kWrongResult, Aba<false>)
        .UnderTsan(),
    Right("aba.right", "the head counts its changes", Aba<true>),
    Broken("ticket_overflow", "more threads than tickets", Kind::kWrongResult,
           TicketLock<1>)
        .Or(Kind::kNoProgress)
        .UnderTsan(),
    Right("ticket_overflow.right", "tickets enough", TicketLock<0xff>),
    Broken("peterson", "Peterson's lock in the wrong order", Kind::kWrongResult,
           Peterson<false>)
        .UnderTsan(),
    Right("peterson.right", "Peterson's lock", Peterson<true>),
    Broken("sequence_lock", "reads, and does not look again",
           Kind::kWrongResult, SequenceLock<false>)
        .UnderTsan(),
    Right("sequence_lock.right", "looks again", SequenceLock<true>),
    Broken("ring", "announces a slot before it is written", Kind::kWrongResult,
           Ring<false>)
        .UnderTsan(),
    Right("ring.right", "announces it when it is written", Ring<true>),
    Broken("after_you", "each lets the other go first", Kind::kNoProgress,
           AfterYou<false>)
        .UnderTsan(),
    Right("after_you.right", "one of them gives way", AfterYou<true>),
};

}  // namespace

std::span<const Kernel> LockFreeKernels() { return kKernels; }

}  // namespace kernels
