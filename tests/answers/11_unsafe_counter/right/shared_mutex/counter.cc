// right — exclusive to add, shared to read

#include "counter.h"

#include <mutex>
#include <shared_mutex>
#include <string>
#include <thread>
#include <vector>

#include "kitchen/staff.h"

namespace {

class Counter {
 public:
  void Increment(int times) {
    for (int i = 0; i < times; ++i) {
      std::unique_lock<std::shared_mutex> lock(mutex_);
      counter_ += 1;
    }
  }

  int value() const {
    std::shared_lock<std::shared_mutex> lock(mutex_);
    return counter_;
  }

 private:
  mutable std::shared_mutex mutex_;
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
