// expect: data-race — waits for a plain count of those who are done

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
    ++done_;
  }

  int value() const { return counter_; }

  bool done(int threads) const { return done_ == threads; }

 private:
  std::mutex mutex_;  // Guards counter_ while threads are counting.
  int counter_ = 0;
  int done_ = 0;
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
  while (!counter.done(threads)) std::this_thread::yield();
  const int counted = counter.value();
  for (std::thread& thread : all) {
    thread.join();
  }
  return counted;
}
