// expect: deadlock — the lock is never given back

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
    for (int i = 0; i < times; ++i) {
      mutex_.lock();
      counter_ += 1;
      if (i + 1 == times) return;
      mutex_.unlock();
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
