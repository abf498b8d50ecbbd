// expect: wrong-result — each has its part, and one is idle before the other

#include "executor.h"

#include <cstddef>
#include <thread>

std::vector<int> Map(const std::function<int(int)>& function,
                     const std::vector<int>& inputs, int max_workers) {
  const auto workers = static_cast<size_t>(max_workers);
  std::vector<int> results(inputs.size());
  std::vector<std::thread> threads;
  for (size_t first = 0; first < workers; ++first) {
    threads.emplace_back([&, first] {
      for (size_t i = first; i < inputs.size(); i += workers) {
        results[i] = function(inputs[i]);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  return results;
}
