// right — a future for each input; tasks are taken from a queue

#include "executor.h"

#include <deque>
#include <future>
#include <mutex>
#include <thread>
#include <utility>

std::vector<int> Map(const std::function<int(int)>& function,
                     const std::vector<int>& inputs, int max_workers) {
  std::mutex mutex;  // Guards tasks.
  std::deque<std::packaged_task<int()>> tasks;
  std::vector<std::future<int>> futures;
  for (const int n : inputs) {
    futures.push_back(tasks.emplace_back([&function, n] { return function(n); })
                          .get_future());
  }
  const auto work = [&] {
    while (true) {
      std::packaged_task<int()> task;
      {
        std::scoped_lock lock(mutex);
        if (tasks.empty()) return;
        task = std::move(tasks.front());
        tasks.pop_front();
      }
      task();
    }
  };
  std::vector<std::jthread> workers;
  for (int i = 0; i < max_workers; ++i) workers.emplace_back(work);
  std::vector<int> results;
  for (std::future<int>& future : futures) results.push_back(future.get());
  return results;
}
