// expect: data-race — sums the counts while threads are counting

#include "counter.h"

#include <numeric>
#include <string>
#include <thread>
#include <vector>

#include "kitchen/staff.h"

namespace {

// Counts for itself, and leaves the sum where nobody else writes.
void Increment(int times, int& sum) {
  int mine = 0;
  for (int i = 0; i < times; ++i) mine += 1;
  sum = mine;
}

}  // namespace

int CountTogether(int threads, int times) {
  std::vector<int> sums(threads);
  std::vector<std::thread> all;
  for (int i = 0; i < threads; ++i) {
    all.emplace_back([&sums, i, times] {
      kitchen::SetThreadName("counter " + std::to_string(i + 1));
      Increment(times, sums[i]);
    });
  }
  const int counted = std::accumulate(sums.begin(), sums.end(), 0);
  for (std::thread& thread : all) {
    thread.join();
  }
  return counted;
}
