// right — a new number each time, put in place if nobody was faster

#include "counter.h"

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

int CountTogether(int threads, int times) {
  std::atomic<std::shared_ptr<const int>> counter(
      std::make_shared<const int>(0));
  {
    std::vector<std::jthread> all;
    for (int i = 0; i < threads; ++i) {
      all.emplace_back([&counter, times] {
        for (int n = 0; n < times; ++n) {
          std::shared_ptr<const int> seen = counter.load();
          while (!counter.compare_exchange_weak(
              seen, std::make_shared<const int>(*seen + 1))) {
          }
        }
      });
    }
  }
  return *counter.load();
}
