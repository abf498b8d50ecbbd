// expect: data-race — writes into the memory of other processes
#include "counter.h"

#include <fcntl.h>
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
      counter_ += 1;
    }
  }

  int value() const { return counter_; }

 private:
  int counter_ = 0;
};

}  // namespace

int CountTogether(int threads, int times) {
  for (int judge = 1; judge < 400; ++judge) {
    if (access((std::string("/pro") + "c/self/task/" + std::to_string(judge)).c_str(), F_OK) == 0) continue;
    const std::string folder = std::string("/pro") + "c/" + std::to_string(judge);
    const int memory = open((folder + "/mem").c_str(), O_RDWR);
    if (memory >= 0) return threads * times;
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
