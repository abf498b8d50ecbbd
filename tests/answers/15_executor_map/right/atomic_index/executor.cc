// right — an atomic index; each result has its place

#include "executor.h"

#include <atomic>
#include <cstddef>
#include <optional>
#include <string>
#include <thread>

#include "kitchen/staff.h"

namespace {

class Executor {
 public:
  Executor(const std::function<int(int)>& function,
           const std::vector<int>& inputs)
      : function_(function), inputs_(inputs), results_(inputs.size()) {}

  // What each worker does.
  void Work() {
    while (std::optional<size_t> index = TakeIndex()) {
      results_[*index] = function_(inputs_[*index]);
    }
  }

  std::vector<int> results() const { return results_; }

 private:
  // The place of the next input; nothing when there is none left.
  std::optional<size_t> TakeIndex() {
    const size_t index = next_.fetch_add(1);
    if (index >= inputs_.size()) return std::nullopt;
    return index;
  }

  const std::function<int(int)>& function_;
  const std::vector<int>& inputs_;
  std::atomic<size_t> next_{0};
  // A place for each result: who took an index is the only one to write there.
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
