// right — a plain int, and each addition through an atomic_ref

#include "counter.h"

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "kitchen/staff.h"

namespace {

class Counter {
 public:
  void Increment(int times) {
    for (int i = 0; i < times; ++i) {
      std::atomic_ref<int>(counter_).fetch_add(1, std::memory_order_relaxed);
    }
  }

  int value() const { return counter_; }

 private:
  alignas(std::atomic_ref<int>::required_alignment) int counter_ = 0;
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
