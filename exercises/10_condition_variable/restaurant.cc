#include "restaurant.h"

#include <chrono>
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
  // Puts all tasks of an order on the list.
  void Queue(std::vector<Task> order) {
    std::scoped_lock lock(mutex_);
    for (Task& task : order) tasks_.push_back(std::move(task));
  }

  // Nobody will come any more: the staff may go home when all is done.
  void Close() { closing_ = true; }

  // What John and Jane do, both at once.
  void Working() {
    while (true) {
      if (!tasks_.empty()) {
        const std::optional<Task> task = TakeTask();
        if (!task) continue;  // The other was faster.
        Say(ThreadName() + " is working...");
        (*task)();
        Say(ThreadName() + " finish task...");
      } else if (closing_) {
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
    return task;
  }

  std::mutex mutex_;
  std::list<Task> tasks_;
  bool closing_ = false;
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
