// One thread makes something, another uses it: when is it seen, and whole?

#include <atomic>
#include <latch>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "kernels/kernel.h"

namespace kernels {
namespace {

using schedule::Kind;
using schedule::Require;

template <typename Flag>
void PublishBy() {
  int price = 0;
  Flag ready = false;
  Together(
      [&] {
        price = 7;
        ready = true;
      },
      [&] {
        if (ready) Require(price == 7, "ready, and not there");
      });
}

void CounterPlusOne() {
  int counter = 0;
  Both([&] { counter += 1; });
}

void CounterPlusOneRight() {
  std::mutex mutex;
  int counter = 0;
  Both([&] {
    const std::lock_guard lock(mutex);
    counter += 1;
  });
  Require(counter == 2, "one of two was lost");
}

template <typename Pointer>
void DoubleChecked() {
  std::mutex mutex;
  Pointer menu = nullptr;
  std::unique_ptr<int> owner;
  Both([&] {
    if (menu == nullptr) {
      const std::lock_guard lock(mutex);
      if (menu == nullptr) {
        owner = std::make_unique<int>(7);
        menu = owner.get();
      }
    }
    const int* seen = menu;
    Require(*seen == 7, "a menu without a price");
  });
}

// No race, and still two of what there should be one of.
template <bool kRight>
void MadeTwice() {
  std::atomic<bool> made = false;
  std::once_flag once;
  std::atomic<int> menus = 0;
  Both([&] {
    if (kRight) {
      std::call_once(once, [&] { ++menus; });
    } else if (!made) {
      ++menus;
      made = true;
    }
    Require(menus == 1, "two menus");
  });
}

template <bool kRight>
void LoopVariableByReference() {
  std::vector<std::thread> cooks;
  std::atomic<int> sum = 0;
  for (int i = 0; i < 2; ++i) {
    if (kRight) {
      cooks.emplace_back([&sum, i] { sum += i; });
    } else {
      cooks.emplace_back([&sum, &i] { sum += i; });
    }
  }
  for (std::thread& cook : cooks) cook.join();
}

// The thread is started before the last member is there.
template <bool kRight>
struct StartsInConstructor {
  StartsInConstructor() {
    if (kRight) price = 7;
    cook = std::thread([this] { Require(price >= 0, "a price"); });
    if (!kRight) price = 7;
  }
  ~StartsInConstructor() { cook.join(); }
  StartsInConstructor(const StartsInConstructor&) = delete;
  StartsInConstructor& operator=(const StartsInConstructor&) = delete;

  int price = 0;
  std::thread cook;
};

template <bool kRight>
void StartedInConstructor() {
  const StartsInConstructor<kRight> kitchen;
}

struct Bits {
  unsigned john : 4 = 0;
  unsigned jane : 4 = 0;
};
struct Bytes {
  unsigned char john = 0;
  unsigned char jane = 0;
};

// Two bit-fields side by side are one place in memory, two bytes are two.
template <typename Tips>
void Neighbours() {
  Tips tips;
  Together([&] { ++tips.john; }, [&] { ++tips.jane; });
}

template <typename Element>
void NeighboursInVector() {
  std::vector<Element> done(2);
  Together([&] { done[0] = true; }, [&] { done[1] = true; });
}

// The count inside a shared_ptr is safe, the pointer itself is not.
template <bool kRight>
void SharedPointerItself() {
  std::mutex mutex;
  auto menu = std::make_shared<int>(1);
  Together(
      [&] {
        std::unique_lock lock(mutex, std::defer_lock);
        if (kRight) lock.lock();
        menu = std::make_shared<int>(2);
      },
      [&] {
        std::unique_lock lock(mutex, std::defer_lock);
        if (kRight) lock.lock();
        const std::shared_ptr<int> mine = menu;
        Require(*mine > 0, "a menu");
      });
}

// The pointer is atomic; what it points to is not.
template <bool kRight>
void AtomicSharedPointer() {
  std::atomic<std::shared_ptr<int>> menu = std::make_shared<int>(1);
  Together(
      [&] {
        if (kRight) {
          menu.store(std::make_shared<int>(2));
        } else {
          *menu.load() = 2;
        }
      },
      [&] {
        std::shared_ptr<int> mine = menu.load(std::memory_order_relaxed);
        Require(*mine > 0, "a menu");
        menu.compare_exchange_strong(mine, mine, std::memory_order_relaxed);
      });
}

void SharedPointerCopies() {
  auto menu = std::make_shared<std::string>("burger");
  Together([menu]() mutable { menu.reset(); },
           [menu = std::move(menu)] { Require(!menu->empty(), "a menu"); });
}

void LatchPublishes() {
  int price = 0;
  std::latch ready(1);
  Together(
      [&] {
        price = 7;
        ready.count_down();
      },
      [&] {
        ready.wait();
        Require(price == 7, "an old price");
      });
}

void ThreadLocalIsPrivate() {
  static thread_local int tips;
  Both([] {
    tips = 0;
    ++tips;
    std::this_thread::yield();
    Require(tips == 1, "somebody else's tips");
  });
}

constexpr Kernel kKernels[] = {
    Broken("plain_flag", "publishes by a plain flag", Kind::kDataRace,
           PublishBy<bool>)
        .UnderTsan(),
    Right("plain_flag.right", "by an atomic flag",
          PublishBy<std::atomic<bool>>),
    Broken("counter_plus_one", "counter += 1", Kind::kDataRace, CounterPlusOne)
        .UnderTsan(),
    Right("counter_plus_one.right", "under a lock", CounterPlusOneRight),
    Broken("double_checked", "double-checked locking of a plain pointer",
           Kind::kDataRace, DoubleChecked<int*>)
        .UnderTsan(),
    Right("double_checked.right", "of an atomic pointer",
          DoubleChecked<std::atomic<int*>>),
    Broken("made_twice", "looks whether it is made, then makes it",
           Kind::kWrongResult, MadeTwice<false>)
        .UnderTsan(),
    Right("made_twice.right", "std::call_once", MadeTwice<true>),
    Broken("loop_variable", "a thread gets the loop's own variable",
           Kind::kDataRace, LoopVariableByReference<false>)
        .UnderTsan(),
    Right("loop_variable.right", "a thread gets a copy",
          LoopVariableByReference<true>),
    Broken("started_in_constructor", "starts a thread on what is not yet made",
           Kind::kDataRace, StartedInConstructor<false>)
        .UnderTsan(),
    Right("started_in_constructor.right", "starts it last",
          StartedInConstructor<true>),
    Broken("bit_fields", "two bit-fields of one word", Kind::kDataRace,
           Neighbours<Bits>)
        .UnderTsan(),
    Right("bit_fields.right", "two bytes", Neighbours<Bytes>),
    Broken("vector_of_bool", "two elements of a vector<bool>", Kind::kDataRace,
           NeighboursInVector<bool>)
        .UnderTsan(),
    Right("vector_of_bool.right", "two elements of a vector<char>",
          NeighboursInVector<char>),
    Broken("shared_pointer", "one shared_ptr, written and copied",
           Kind::kDataRace, SharedPointerItself<false>)
        .UnderTsan(),
    Right("shared_pointer.right", "under a lock", SharedPointerItself<true>),
    Broken("atomic_shared_pointer", "changes what it points to",
           Kind::kDataRace, AtomicSharedPointer<false>)
        .UnderTsan(),
    Right("atomic_shared_pointer.right", "std::atomic<std::shared_ptr>",
          AtomicSharedPointer<true>),
    Right("shared_pointer_copies.right", "each thread has a copy of its own",
          SharedPointerCopies),
    Right("latch_publishes.right", "what was before the latch is seen after it",
          LatchPublishes),
    Right("thread_local.right", "one for each thread", ThreadLocalIsPrivate),
};

}  // namespace

std::span<const Kernel> PublicationKernels() { return kKernels; }

}  // namespace kernels
