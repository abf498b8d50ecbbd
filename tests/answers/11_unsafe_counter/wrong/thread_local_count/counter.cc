// expect: wrong-result — each thread has a count of its own, never summed

#include "counter.h"

#include <string>
#include <thread>
#include <vector>

#include "kitchen/staff.h"

namespace {

thread_local int counter = 0;

}  // namespace

int CountTogether(int threads, int times) {
  counter = 0;
  std::vector<std::thread> all;
  for (int i = 0; i < threads; ++i) {
    all.emplace_back([i, times] {
      kitchen::SetThreadName("counter " + std::to_string(i + 1));
      for (int n = 0; n < times; ++n) counter++;
    });
  }
  for (std::thread& thread : all) {
    thread.join();
  }
  return counter;
}
