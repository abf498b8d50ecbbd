// expect: wrong-result — the future of async waits when it is thrown away

#include "counter.h"

#include <future>
#include <string>

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
  for (int i = 0; i < threads; ++i) {
    const auto done = std::async(std::launch::async, [&counter, i, times] {
      kitchen::SetThreadName("counter " + std::to_string(i + 1));
      counter.Increment(times);
    });
  }
  return counter.value();
}
