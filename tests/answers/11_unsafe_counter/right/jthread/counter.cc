// right — the jthreads are joined before the count is read

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
      std::scoped_lock lock(mutex_);
      counter_ += 1;
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
  {
    std::vector<std::jthread> all;
    for (int i = 0; i < threads; ++i) {
      all.emplace_back([&counter, i, times] {
        kitchen::SetThreadName("counter " + std::to_string(i + 1));
        counter.Increment(times);
      });
    }
  }
  return counter.value();
}
