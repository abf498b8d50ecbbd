// The containers of the standard library: reading together is fine, one who
// writes has to be alone.

#include <deque>
#include <list>
#include <map>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "kernels/kernel.h"

namespace kernels {
namespace {

using schedule::Kind;
using schedule::Require;

// Runs the two, under one lock if that is right.
template <bool kRight, typename One, typename Two>
void Locked(const One& one, const Two& two) {
  std::mutex mutex;
  const auto run = [&](const auto& work) {
    std::unique_lock lock(mutex, std::defer_lock);
    if (kRight) lock.lock();
    work();
  };
  Together([&] { run(one); }, [&] { run(two); });
}

template <bool kRight>
void VectorPushBack() {
  std::vector<int> orders;
  const auto add = [&] { orders.push_back(1); };
  Locked<kRight>(add, add);
}

template <bool kRight>
void MapFindWhileInsert() {
  std::map<int, int> prices = {{1, 10}, {2, 20}};
  Locked<kRight>([&] { prices[3] = 30; },
                 [&] { Require(prices.count(2) == 1, "a price"); });
}

template <bool kRight>
void UnorderedMapRehash() {
  std::unordered_map<int, int> prices = {{1, 10}};
  Locked<kRight>([&] { prices.rehash(64); },
                 [&] { Require(prices.count(1) == 1, "a price"); });
}

template <bool kRight>
void ListPop() {
  std::list<int> orders = {1, 2, 3};
  const auto work = [&] {
    if (!orders.empty()) orders.pop_front();
  };
  Locked<kRight>(work, work);
}

template <bool kRight>
void ListEmptyWhilePop() {
  std::list<int> orders = {1, 2};
  Locked<kRight>([&] { orders.pop_front(); },
                 [&] { Require(!orders.empty(), "one is left"); });
}

template <bool kRight>
void DequeBothEnds() {
  std::deque<int> orders = {1, 2};
  Locked<kRight>([&] { orders.push_back(3); }, [&] { orders.pop_front(); });
}

template <bool kRight>
void StringAppend() {
  std::string log = "opened";
  const auto add = [&] { log += ", a guest came and sat down"; };
  Locked<kRight>(add, add);
}

// Steps through a list under the lock, one step a turn.
template <bool kRight>
void IteratorKept() {
  std::mutex mutex;
  std::list<int> orders = {1, 2, 3};
  Together(
      [&] {
        std::unique_lock lock(mutex);
        for (auto it = orders.begin(); it != orders.end(); ++it) {
          Require(*it > 0, "an order");
          if (kRight) continue;
          lock.unlock();
          lock.lock();
        }
      },
      [&] {
        const std::lock_guard lock(mutex);
        orders.erase(std::next(orders.begin()));
      });
}

// Another's push_back moves the elements.
template <bool kRight>
void ReferenceKept() {
  std::mutex mutex;
  std::vector<int> prices = {1};
  Together(
      [&] {
        std::unique_lock lock(mutex);
        const int& price = prices[0];
        if (!kRight) {
          lock.unlock();
          lock.lock();
        }
        Require(price == 1, "a price");
      },
      [&] {
        const std::lock_guard lock(mutex);
        for (int i = 2; i < 10; ++i) prices.push_back(i);
      });
}

// operator[] looks like reading, and inserts.
template <bool kRight>
void BracketsUnderSharedLock() {
  std::shared_mutex mutex;
  std::map<int, int> prices = {{1, 10}};
  Both([&] {
    const std::shared_lock lock(mutex);
    if (kRight) {
      Require(prices.find(7) == prices.end(), "no such dish");
    } else {
      Require(prices[7] == 0, "no such dish");
    }
  });
}

void ElementsOfTheirOwn() {
  std::vector<int> plates(2);
  Together([&] { ++plates[0]; }, [&] { ++plates[1]; });
  Require(plates[0] == plates[1], "one each");
}

void ReadTogether() {
  const std::map<int, std::string> menu = {{1, "burger"}, {2, "fries"}};
  Both([&] { Require(menu.at(2) == "fries", "fries"); });
}

constexpr Kernel kKernels[] = {
    Broken("vector_push_back", "push_back by two", Kind::kDataRace,
           VectorPushBack<false>)
        .UnderTsan(),
    Right("vector_push_back.right", "under a lock", VectorPushBack<true>),
    Broken("map_find_insert", "find while another inserts", Kind::kDataRace,
           MapFindWhileInsert<false>)
        .UnderTsan(),
    Right("map_find_insert.right", "under a lock", MapFindWhileInsert<true>),
    Broken("unordered_map_rehash", "count while another rehashes",
           Kind::kDataRace, UnorderedMapRehash<false>)
        .UnderTsan(),
    Right("unordered_map_rehash.right", "under a lock",
          UnorderedMapRehash<true>),
    Broken("list_pop", "pop_front by two", Kind::kDataRace, ListPop<false>)
        .UnderTsan(),
    Right("list_pop.right", "under a lock", ListPop<true>),
    Broken("list_empty_pop", "empty while another pops", Kind::kDataRace,
           ListEmptyWhilePop<false>)
        .UnderTsan(),
    Right("list_empty_pop.right", "under a lock", ListEmptyWhilePop<true>),
    Broken("deque_both_ends", "one at each end of a deque", Kind::kDataRace,
           DequeBothEnds<false>)
        .UnderTsan(),
    Right("deque_both_ends.right", "under a lock", DequeBothEnds<true>),
    Broken("string_append", "two append to one string", Kind::kDataRace,
           StringAppend<false>)
        .UnderTsan(),
    Right("string_append.right", "under a lock", StringAppend<true>),
    Broken("iterator_kept", "keeps an iterator between two turns",
           Kind::kMemory, IteratorKept<false>)
        .UnderTsan(),
    Right("iterator_kept.right", "one turn", IteratorKept<true>),
    Broken("reference_kept", "keeps a reference between two turns",
           Kind::kMemory, ReferenceKept<false>)
        .UnderTsan(),
    Right("reference_kept.right", "one turn", ReferenceKept<true>),
    Broken("brackets", "map[] under a read lock", Kind::kDataRace,
           BracketsUnderSharedLock<false>)
        .UnderTsan(),
    Right("brackets.right", "find under a read lock",
          BracketsUnderSharedLock<true>),
    Right("own_elements.right", "each thread its own element",
          ElementsOfTheirOwn),
    Right("read_together.right", "nobody writes", ReadTogether),
};

}  // namespace

std::span<const Kernel> ContainerKernels() { return kKernels; }

}  // namespace kernels
