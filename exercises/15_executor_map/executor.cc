#include "executor.h"

#include <cstddef>
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
      Keep(result);
    }
  }

  std::vector<int> results() const { return results_; }

 private:
  // The place of the next input; nothing when there is none left.
  std::optional<size_t> TakeIndex() {
    std::scoped_lock lock(mutex_);
    if (next_ == inputs_.size()) return std::nullopt;
    return next_++;
  }

  void Keep(int result) {
    std::scoped_lock lock(mutex_);
    results_.push_back(result);
  }

  const std::function<int(int)>& function_;
  const std::vector<int>& inputs_;
  std::mutex mutex_;  // Guards next_ and results_.
  size_t next_ = 0;
  std::vector<int> results_;
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
