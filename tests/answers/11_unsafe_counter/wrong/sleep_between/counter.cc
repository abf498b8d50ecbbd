// expect: data-race — a random nap makes it rare, not right

#include "counter.h"

#include <chrono>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "kitchen/staff.h"

namespace {

class Counter {
 public:
  void Increment(int times) {
    std::minstd_rand nap(static_cast<unsigned>(kitchen::ThreadName().back()));
    for (int i = 0; i < times; ++i) {
      std::this_thread::sleep_for(std::chrono::microseconds(nap() % 100));
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
