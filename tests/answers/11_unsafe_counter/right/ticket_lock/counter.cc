// right — a ticket lock: first come, first served

#include "counter.h"

#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "kitchen/staff.h"

namespace {

class TicketLock {
 public:
  void lock() {
    const int mine = next_.fetch_add(1, std::memory_order_relaxed);
    while (serving_.load(std::memory_order_acquire) != mine) {
      std::this_thread::yield();
    }
  }
  void unlock() { serving_.fetch_add(1, std::memory_order_release); }

 private:
  std::atomic<int> next_{0};
  std::atomic<int> serving_{0};
};

class Counter {
 public:
  void Increment(int times) {
    for (int i = 0; i < times; ++i) {
      std::lock_guard<TicketLock> lock(lock_);
      counter_ += 1;
    }
  }

  int value() const { return counter_; }

 private:
  TicketLock lock_;  // Guards counter_ while threads are counting.
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
