// expect: data-race — each thread looks at the loop counter, late

#include "executor.h"

#include <cstddef>
#include <semaphore>
#include <thread>

std::vector<int> Map(const std::function<int(int)>& function,
                     const std::vector<int>& inputs, int max_workers) {
  std::counting_semaphore<> free(max_workers);
  std::vector<int> results(inputs.size());
  std::vector<std::thread> threads;
  for (size_t i = 0; i < inputs.size(); ++i) {
    free.acquire();
    threads.emplace_back([&] {
      results[i] = function(inputs[i]);
      free.release();
    });
  }
  for (std::thread& thread : threads) thread.join();
  return results;
}
