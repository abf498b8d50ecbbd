// expect: wrong-result — the number and the flag are atomic, and the rest stays

#include "restaurant.h"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <list>
#include <mutex>
#include <optional>
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
    std::scoped_lock lock(mutex_);
    for (Task& task : order) tasks_.push_back(std::move(task));
    waiting_ = tasks_.size();
  }

  void Close() { closing_ = true; }

  void Working() {
    while (true) {
      const bool closing = closing_;
      if (waiting_ > 0) {
        const std::optional<Task> task = TakeTask();
        if (!task) continue;  // The other was faster.
        Say(ThreadName() + " is working...");
        (*task)();
        Say(ThreadName() + " finish task...");
      } else if (closing) {
        return;
      } else {
        std::this_thread::sleep_for(std::chrono::seconds(1));  // Rest.
      }
    }
  }

 private:
  std::optional<Task> TakeTask() {
    std::scoped_lock lock(mutex_);
    if (tasks_.empty()) return std::nullopt;
    Task task = std::move(tasks_.front());
    tasks_.pop_front();
    waiting_ = tasks_.size();
    return task;
  }

  std::mutex mutex_;
  std::list<Task> tasks_;
  std::atomic<size_t> waiting_{0};
  std::atomic<bool> closing_{false};
};

}  // namespace

void Serve(const NextOrder& next_order) {
  Restaurant restaurant;
  const auto work_as = [&restaurant](const char* name) {
    SetThreadName(name);
    restaurant.Working();
  };
  std::thread john(work_as, "John");
  std::thread jane(work_as, "Jane");
  while (true) {
    std::vector<Task> order = next_order();
    if (order.empty()) break;
    restaurant.Queue(std::move(order));
  }
  restaurant.Close();
  john.join();
  jane.join();
}
