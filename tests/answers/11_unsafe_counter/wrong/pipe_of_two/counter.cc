// expect: data-race — two bytes are in the pipe, and let two in

#include "counter.h"

#include <unistd.h>

#include <string>
#include <thread>
#include <vector>

#include "kitchen/staff.h"

namespace {

class Counter {
 public:
  void Increment(int times) {
    for (int i = 0; i < times; ++i) {
      char token;
      if (read(ends_[0], &token, 1) != 1) return;
      counter_ += 1;
      if (write(ends_[1], &token, 1) != 1) return;
    }
  }

  Counter() {
    if (pipe(ends_) != 0 || write(ends_[1], "tt", 2) != 2) return;
  }
  ~Counter() {
    close(ends_[0]);
    close(ends_[1]);
  }

  int value() const { return counter_; }

 private:
  int ends_[2];
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
