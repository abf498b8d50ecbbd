// expect: wrong-result|deadlock — a lock puts the calls one after the other:
// four workers, and one of them works
#include "compute_all.h"

#include <atomic>
#include <cstddef>
#include <mutex>
#include <string>
#include <thread>

#include "kitchen/staff.h"

std::vector<std::int64_t> ComputeAll(Compute compute,
                                     const std::vector<std::int64_t>& inputs,
                                     int workers) {
  std::vector<std::int64_t> results(inputs.size());
  std::atomic<std::size_t> next = 0;
  std::mutex mutex;
  std::vector<std::thread> threads;
  for (int i = 0; i < workers; ++i) {
    threads.emplace_back([&, i] {
      kitchen::SetThreadName("worker " + std::to_string(i));
      for (std::size_t at = next++; at < inputs.size(); at = next++) {
        const std::scoped_lock lock(mutex);
        const std::int64_t result = compute(inputs[at]);
        results[at] = result;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  return results;
}
