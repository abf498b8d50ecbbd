// expect: data-race — a lock that orders nothing, and passes on this processor by luck
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
      while (busy_.exchange(true, std::memory_order_relaxed)) {
      }
      counter_ += 1;
      busy_.store(false, std::memory_order_relaxed);
    }
  }

  int value() const { return counter_; }

 private:
  std::atomic<bool> busy_ = false;
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
