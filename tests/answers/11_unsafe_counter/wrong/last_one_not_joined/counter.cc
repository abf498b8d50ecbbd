// expect: thread-leak|wrong-result — the last thread is not waited for

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
  all.back().detach();
  all.pop_back();
  for (std::thread& thread : all) {
    thread.join();
  }
  return counter->value();
}
