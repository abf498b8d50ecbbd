// expect: wrong-result — std::launch::deferred starts no thread

#include "counter.h"

#include <future>
#include <string>
#include <vector>

#include "kitchen/staff.h"

namespace {

class Counter {
 public:
  void Increment(int times) {
    for (int i = 0; i < times; ++i) {
      counter_ += 1;
    }
  }

  int value() const { return counter_; }

 private:
  int counter_ = 0;
};

}  // namespace

int CountTogether(int threads, int times) {
  Counter counter;
  std::vector<std::future<void>> all;
  for (int i = 0; i < threads; ++i) {
    all.push_back(std::async(std::launch::deferred, [&counter, i, times] {
      kitchen::SetThreadName("counter " + std::to_string(i + 1));
      counter.Increment(times);
    }));
  }
  for (std::future<void>& one : all) {
    one.get();
  }
  return counter.value();
}
