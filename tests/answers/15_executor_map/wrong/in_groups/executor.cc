// expect: wrong-result — waits for the whole group before the next

#include "executor.h"

#include <algorithm>
#include <cstddef>
#include <future>

std::vector<int> Map(const std::function<int(int)>& function,
                     const std::vector<int>& inputs, int max_workers) {
  const auto group = static_cast<size_t>(max_workers);
  std::vector<int> results;
  for (size_t first = 0; first < inputs.size(); first += group) {
    std::vector<std::future<int>> futures;
    for (size_t i = first; i < std::min(first + group, inputs.size()); ++i) {
      futures.push_back(std::async(std::launch::async, function, inputs[i]));
    }
    for (std::future<int>& future : futures) results.push_back(future.get());
  }
  return results;
}
