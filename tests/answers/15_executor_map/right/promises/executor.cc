// right — each worker keeps the promise of its input

#include "executor.h"

#include <atomic>
#include <cstddef>
#include <future>
#include <thread>

std::vector<int> Map(const std::function<int(int)>& function,
                     const std::vector<int>& inputs, int max_workers) {
  std::atomic<size_t> next{0};
  std::vector<std::promise<int>> promises(inputs.size());
  std::vector<std::jthread> workers;
  for (int i = 0; i < max_workers; ++i) {
    workers.emplace_back([&] {
      for (size_t mine = next++; mine < inputs.size(); mine = next++) {
        promises[mine].set_value(function(inputs[mine]));
      }
    });
  }
  std::vector<int> results;
  for (std::promise<int>& promise : promises) {
    results.push_back(promise.get_future().get());
  }
  return results;
}
