// expect: data-race — a task for each input, each in a thread
#include "compute_all.h"

#include <future>

std::vector<std::int64_t> ComputeAll(Compute compute,
                                     const std::vector<std::int64_t>& inputs,
                                     int workers) {
  std::vector<std::int64_t> results;
  for (std::size_t first = 0; first < inputs.size();
       first += static_cast<std::size_t>(workers)) {
    std::vector<std::future<std::int64_t>> futures;
    for (std::size_t i = first;
         i < inputs.size() && i < first + static_cast<std::size_t>(workers);
         ++i) {
      futures.push_back(std::async(std::launch::async, compute, inputs[i]));
    }
    for (std::future<std::int64_t>& future : futures) {
      results.push_back(future.get());
    }
  }
  return results;
}
