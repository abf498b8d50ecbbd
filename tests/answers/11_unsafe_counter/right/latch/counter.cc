// right — all begin together, and each adds atomically

#include "counter.h"

#include <atomic>
#include <latch>
#include <string>
#include <thread>
#include <vector>

#include "kitchen/staff.h"

namespace {

class Counter {
 public:
  void Increment(int times) {
    for (int i = 0; i < times; ++i) {
      counter_.fetch_add(1);
    }
  }

  int value() const { return counter_; }

 private:
  std::atomic<int> counter_{0};
};

}  // namespace

int CountTogether(int threads, int times) {
  Counter counter;
  std::latch all_are_here(threads);
  std::vector<std::thread> all;
  for (int i = 0; i < threads; ++i) {
    all.emplace_back([&, i] {
      kitchen::SetThreadName("counter " + std::to_string(i + 1));
      all_are_here.arrive_and_wait();
      counter.Increment(times);
    });
  }
  for (std::thread& thread : all) {
    thread.join();
  }
  return counter.value();
}
