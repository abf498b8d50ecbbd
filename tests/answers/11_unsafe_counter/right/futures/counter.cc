// right — each returns its count through a future

#include "counter.h"

#include <future>
#include <string>
#include <vector>

#include "kitchen/staff.h"

namespace {

// Counts for itself.
int Increment(int times) {
  int mine = 0;
  for (int i = 0; i < times; ++i) mine += 1;
  return mine;
}

}  // namespace

int CountTogether(int threads, int times) {
  std::vector<std::future<int>> sums;
  for (int i = 0; i < threads; ++i) {
    sums.push_back(std::async(std::launch::async, [i, times] {
      kitchen::SetThreadName("counter " + std::to_string(i + 1));
      return Increment(times);
    }));
  }
  int counted = 0;
  for (std::future<int>& sum : sums) {
    counted += sum.get();
  }
  return counted;
}
