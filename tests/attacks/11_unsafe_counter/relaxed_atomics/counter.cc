// expect: wrong-result — atomic, so that the sanitizer is silent, and still a counter that forgets
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
      counter_.store(counter_.load(std::memory_order_relaxed) + 1,
                     std::memory_order_relaxed);
    }
  }

  int value() const { return counter_; }

 private:
  std::atomic<int> counter_ = 0;
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
