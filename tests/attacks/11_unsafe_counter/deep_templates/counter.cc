// expect: build — has the compiler make types without an end
#include "counter.h"

#include <string>
#include <thread>
#include <vector>

#include "kitchen/staff.h"

template <int kDepth, unsigned long kWay>
struct Tree {
  static constexpr unsigned long kSum = Tree<kDepth - 1, kWay * 2>::kSum +
                                        Tree<kDepth - 1, kWay * 2 + 1>::kSum;
};
template <unsigned long kWay>
struct Tree<0, kWay> {
  static constexpr unsigned long kSum = kWay;
};
constexpr unsigned long kAll = Tree<40, 0>::kSum;

namespace {

class Counter {
 public:
  void Increment(int times) {
    for (int i = 0; i < times; ++i) {
      counter_ += 1;
    }
  }

  int value() const { return counter_; }

 private:
  int counter_ = 0;
};

}  // namespace

int CountTogether(int threads, int times) {
  Counter counter;
  std::vector<std::thread> all;
  for (int i = 0; i < threads; ++i) {
    all.emplace_back([&counter, i, times] {
      kitchen::SetThreadName("counter " + std::to_string(i + 1));
      counter.Increment(times);
    });
  }
  for (std::thread& thread : all) {
    thread.join();
  }
  return counter.value();
}
