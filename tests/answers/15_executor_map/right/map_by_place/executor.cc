// right — a map from place to result, under the lock

#include "executor.h"

#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "kitchen/staff.h"

namespace {

class Executor {
 public:
  Executor(const std::function<int(int)>& function,
           const std::vector<int>& inputs)
      : function_(function), inputs_(inputs) {}

  // What each worker does.
  void Work() {
    while (std::optional<size_t> index = TakeIndex()) {
      const int result = function_(inputs_[*index]);
      Keep(*index, result);
    }
  }

  std::vector<int> results() const {
    std::vector<int> in_order;
    for (const auto& [index, result] : results_) in_order.push_back(result);
    return in_order;
  }

 private:
  // The place of the next input; nothing when there is none left.
  std::optional<size_t> TakeIndex() {
    std::scoped_lock lock(mutex_);
    if (next_ == inputs_.size()) return std::nullopt;
    return next_++;
  }

  void Keep(size_t index, int result) {
    std::scoped_lock lock(mutex_);
    results_[index] = result;
  }

  const std::function<int(int)>& function_;
  const std::vector<int>& inputs_;
  std::mutex mutex_;  // Guards next_ and results_.
  size_t next_ = 0;
  std::map<size_t, int> results_;
};

}  // namespace

std::vector<int> Map(const std::function<int(int)>& function,
                     const std::vector<int>& inputs, int max_workers) {
  Executor executor(function, inputs);
  std::vector<std::thread> workers;
  for (int i = 0; i < max_workers; ++i) {
    workers.emplace_back([&executor, i] {
      kitchen::SetThreadName("worker " + std::to_string(i));
      executor.Work();
    });
  }
  for (std::thread& worker : workers) worker.join();
  return executor.results();
}
