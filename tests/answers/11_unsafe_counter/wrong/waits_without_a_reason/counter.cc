// expect: deadlock — waits for a notification that may have been before

#include "counter.h"

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "kitchen/staff.h"

namespace {

class Counter {
 public:
  explicit Counter(int threads) : threads_(threads) {}

  void Increment(int times) {
    for (int i = 0; i < times; ++i) {
      std::scoped_lock lock(mutex_);
      counter_ += 1;
    }
    std::scoped_lock lock(mutex_);
    if (++done_ == threads_) all_done_.notify_one();
  }

  int value() const { return counter_; }

  void AwaitAll() {
    std::unique_lock lock(mutex_);
    all_done_.wait(lock);
  }

 private:
  const int threads_;
  std::mutex mutex_;
  std::condition_variable all_done_;
  int done_ = 0;
  int counter_ = 0;
};

}  // namespace

int CountTogether(int threads, int times) {
  Counter counter(threads);
  std::vector<std::thread> all;
  for (int i = 0; i < threads; ++i) {
    all.emplace_back([&counter, i, times] {
      kitchen::SetThreadName("counter " + std::to_string(i + 1));
      counter.Increment(times);
    });
  }
  counter.AwaitAll();
  for (std::thread& thread : all) {
    thread.join();
  }
  return counter.value();
}
