// right — threads that only wait, each for a process of its own that computes;
// all processes are started first
#include "compute_all.h"

#include <atomic>
#include <cstddef>
#include <exception>
#include <memory>
#include <thread>

#include "kitchen/processes/process_pool.h"

using kitchen::ProcessPool;

std::vector<std::int64_t> ComputeAll(Compute compute,
                                     const std::vector<std::int64_t>& inputs,
                                     int workers) {
  std::vector<std::unique_ptr<ProcessPool>> processes;
  for (int i = 0; i < workers; ++i) {
    processes.push_back(std::make_unique<ProcessPool>(1));
  }
  std::vector<std::int64_t> results(inputs.size());
  std::vector<std::exception_ptr> errors(processes.size());
  std::atomic<std::size_t> next = 0;
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < processes.size(); ++i) {
    threads.emplace_back([&, i] {
      try {
        for (std::size_t at = next++; at < inputs.size(); at = next++) {
          results[at] = processes[i]->Map(compute, {inputs[at]}).front();
        }
      } catch (...) {
        errors[i] = std::current_exception();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::exception_ptr& error : errors) {
    if (error != nullptr) std::rethrow_exception(error);
  }
  return results;
}
