// right — condition_variable_any, and a stop request at closing time

#include "restaurant.h"

#include <condition_variable>
#include <list>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>

#include "kitchen/console.h"
#include "kitchen/staff.h"

using kitchen::Say;
using kitchen::SetThreadName;
using kitchen::ThreadName;

namespace {

class Restaurant {
 public:
  void Queue(std::vector<Task> order) {
    {
      std::scoped_lock lock(mutex_);
      for (Task& task : order) tasks_.push_back(std::move(task));
    }
    changed_.notify_all();
  }

  void Working(const std::stop_token& closing) {
    while (const std::optional<Task> task = TakeTask(closing)) {
      Say(ThreadName() + " is working...");
      (*task)();
      Say(ThreadName() + " finish task...");
    }
  }

 private:
  std::optional<Task> TakeTask(const std::stop_token& closing) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, closing, [this] { return !tasks_.empty(); });
    if (tasks_.empty()) return std::nullopt;
    Task task = std::move(tasks_.front());
    tasks_.pop_front();
    return task;
  }

  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::list<Task> tasks_;
};

}  // namespace

void Serve(const NextOrder& next_order) {
  Restaurant restaurant;
  const auto work_as = [&restaurant](const std::stop_token& closing,
                                     const char* name) {
    SetThreadName(name);
    restaurant.Working(closing);
  };
  // Each is asked to stop, and joined, when it goes out of scope.
  const std::jthread john(work_as, "John");
  const std::jthread jane(work_as, "Jane");
  while (true) {
    std::vector<Task> order = next_order();
    if (order.empty()) break;
    restaurant.Queue(std::move(order));
  }
}
