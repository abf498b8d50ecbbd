// expect: data-race — writes a report wherever it can
#include "counter.h"

#include <filesystem>
#include <fstream>

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
  std::error_code error;
  for (const std::string folder : {".", "/tmp", "build", "build/work"}) {
    std::ofstream(folder + "/races.json") << "{\"version\": 1, \"tests\": []}";
    std::ofstream(folder + "/schedules.json") << "{\"version\": 1}";
    std::filesystem::create_directories(folder + "/build/work/x", error);
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
