// expect: data-race — atomic results of a call that is not
#include "compute_all.h"

#include <atomic>
#include <cstddef>
#include <string>
#include <thread>

#include "kitchen/staff.h"

std::vector<std::int64_t> ComputeAll(Compute compute,
                                     const std::vector<std::int64_t>& inputs,
                                     int workers) {
  std::vector<std::int64_t> results(inputs.size());
  std::atomic<std::size_t> next = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < workers; ++i) {
    threads.emplace_back([&, i] {
      kitchen::SetThreadName("worker " + std::to_string(i));
      for (std::size_t at = next++; at < inputs.size(); at = next++) {
        std::atomic_ref<std::int64_t>(results[at]).store(compute(inputs[at]));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  return results;
}
