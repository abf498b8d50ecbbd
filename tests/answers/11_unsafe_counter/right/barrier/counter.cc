// right — nobody counts but the barrier, when all have come

#include "counter.h"

#include <barrier>
#include <thread>
#include <vector>

int CountTogether(int threads, int times) {
  int counter = 0;
  std::barrier turn(threads, [&]() noexcept { counter += threads; });
  {
    std::vector<std::jthread> all;
    for (int i = 0; i < threads; ++i) {
      all.emplace_back([&] {
        for (int n = 0; n < times; ++n) turn.arrive_and_wait();
      });
    }
  }
  return counter;
}
