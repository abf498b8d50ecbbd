// right — a spinlock that acquires and releases

#include "counter.h"

#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "kitchen/staff.h"

namespace {

class SpinLock {
 public:
  void lock() {
    while (taken_.test_and_set(std::memory_order_acquire))
      std::this_thread::yield();
  }
  void unlock() { taken_.clear(std::memory_order_release); }

 private:
  std::atomic_flag taken_ = ATOMIC_FLAG_INIT;
};

class Counter {
 public:
  void Increment(int times) {
    for (int i = 0; i < times; ++i) {
      std::lock_guard<SpinLock> lock(lock_);
      counter_ += 1;
    }
  }

  int value() const { return counter_; }

 private:
  SpinLock lock_;  // Guards counter_ while threads are counting.
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
