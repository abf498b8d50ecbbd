// right — std::async for each worker, places for the results

#include "executor.h"

#include <atomic>
#include <cstddef>
#include <future>

std::vector<int> Map(const std::function<int(int)>& function,
                     const std::vector<int>& inputs, int max_workers) {
  std::atomic<size_t> next{0};
  std::vector<int> results(inputs.size());
  const auto work = [&] {
    for (size_t i = next++; i < inputs.size(); i = next++) {
      results[i] = function(inputs[i]);
    }
  };
  std::vector<std::future<void>> workers;
  for (int i = 0; i < max_workers; ++i) {
    workers.push_back(std::async(std::launch::async, work));
  }
  for (std::future<void>& worker : workers) worker.get();
  return results;
}
