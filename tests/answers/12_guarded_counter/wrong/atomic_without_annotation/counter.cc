// expect: forbidden — an atomic instead of what the exercise is about

#include "counter.h"

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "kitchen/staff.h"

namespace {

class Counter {
 public:
  explicit Counter(int most) : most_(most) {}

  void Increment() {
    int seen = counter_;
    while (seen != most_ && !counter_.compare_exchange_weak(seen, seen + 1)) {
    }
  }

  int value() const { return counter_; }

 private:
  const int most_;
  std::atomic<int> counter_{0};
};

}  // namespace

int CountTogether(int threads, int times, int most) {
  Counter counter(most);
  std::vector<std::thread> all;
  for (int i = 0; i < threads; ++i) {
    all.emplace_back([&counter, i, times] {
      kitchen::SetThreadName("counter " + std::to_string(i + 1));
      for (int k = 0; k < times; ++k) counter.Increment();
    });
  }
  for (std::thread& thread : all) {
    thread.join();
  }
  return counter.value();
}
