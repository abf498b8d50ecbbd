// expect: wrong-result — writes back a count that was read long ago

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
    mutex_.lock();
    int counted = counter_;
    mutex_.unlock();
    for (int i = 0; i < times; ++i) {
      counted += 1;
    }
    std::scoped_lock lock(mutex_);
    counter_ = counted;
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
