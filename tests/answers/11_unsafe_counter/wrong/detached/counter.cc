// expect: thread-leak|wrong-result — returns while threads are counting

#include "counter.h"

#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "kitchen/staff.h"

namespace {

class Counter {
 public:
  void Increment(int times) {
    for (int i = 0; i < times; ++i) {
      ++counter_;
    }
  }

  int value() const { return counter_; }

 private:
  std::atomic<int> counter_{0};
};

}  // namespace

int CountTogether(int threads, int times) {
  const auto counter = std::make_shared<Counter>();
  std::vector<std::thread> all;
  for (int i = 0; i < threads; ++i) {
    all.emplace_back([counter, i, times] {
      kitchen::SetThreadName("counter " + std::to_string(i + 1));
      counter->Increment(times);
    });
  }
  for (std::thread& thread : all) {
    thread.detach();
  }
  return counter->value();
}
