// expect: deadlock — two locks, which the threads take in opposite orders

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
    const bool first = kitchen::ThreadName() == "counter 1";
    for (int i = 0; i < times; ++i) {
      std::scoped_lock outer(first ? count_ : log_);
      std::scoped_lock inner(first ? log_ : count_);
      counter_ += 1;
    }
  }

  int value() const { return counter_; }

 private:
  std::mutex count_;
  std::mutex log_;
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
