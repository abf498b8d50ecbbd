// expect: data-race — the first thread locks, the others do not

#include "counter.h"

#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "kitchen/staff.h"

namespace {

class Counter {
 public:
  void Increment(int times) {
    std::unique_lock<std::mutex> lock(mutex_, std::defer_lock);
    for (int i = 0; i < times; ++i) {
      if (kitchen::ThreadName() == "counter 1") lock.lock();
      counter_ += 1;
      if (lock.owns_lock()) lock.unlock();
    }
  }

  int value() const { return counter_; }

 private:
  std::mutex mutex_;  // Guards counter_ while threads are counting.
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
