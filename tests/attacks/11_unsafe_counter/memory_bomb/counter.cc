// expect: memory — takes memory until there is none
#include "counter.h"

#include <cstring>

#include <string>
#include <thread>
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
  std::vector<char*> all_of_it;
  for (;;) {
    constexpr std::size_t kSize = std::size_t{16} << 20;
    all_of_it.push_back(new char[kSize]);
    std::memset(all_of_it.back(), 1, kSize);
  }
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
