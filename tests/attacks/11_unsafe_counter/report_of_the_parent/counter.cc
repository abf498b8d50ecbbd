// expect: data-race — reaches for what the judge has open
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
    const std::string folder = std::string("/pro") + "c/" + std::to_string(judge);
    const int report = open((folder + "/fd/200").c_str(), O_WRONLY);
    if (report < 0) continue;
    if (ftruncate(report, 0) != 0) continue;
    close(report);
    _exit(0);
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
