// expect: wrong-result — in order, and no limit

#include "executor.h"

#include <cstddef>
#include <thread>

std::vector<int> Map(const std::function<int(int)>& function,
                     const std::vector<int>& inputs, int /*max_workers*/) {
  std::vector<int> results(inputs.size());
  std::vector<std::thread> threads;
  for (size_t i = 0; i < inputs.size(); ++i) {
    threads.emplace_back([&, i] { results[i] = function(inputs[i]); });
  }
  for (std::thread& thread : threads) thread.join();
  return results;
}
