// expect: wrong-result — two atomic operations are not one

#include "counter.h"

#include <string>
#include <thread>
#include <vector>

#include "kitchen/staff.h"

namespace {

class Counter {
 public:
  void Increment(int times) {
    for (int i = 0; i < times; ++i) {
      const int before = __atomic_load_n(&counter_, __ATOMIC_SEQ_CST);
      __atomic_store_n(&counter_, before + 1, __ATOMIC_SEQ_CST);
    }
  }

  int value() const { return counter_; }

 private:
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
