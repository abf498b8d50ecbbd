// expect: deadlock — counts orders, and an order may be two tasks

#include "restaurant.h"

#include <list>
#include <mutex>
#include <optional>
#include <semaphore>
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
    news_.release();
  }

  void Close() { news_.release(2); }

  void Working() {
    while (const std::optional<Task> task = TakeTask()) {
      Say(ThreadName() + " is working...");
      (*task)();
      Say(ThreadName() + " finish task...");
    }
  }

 private:
  std::optional<Task> TakeTask() {
    news_.acquire();
    std::scoped_lock lock(mutex_);
    if (tasks_.empty()) return std::nullopt;
    Task task = std::move(tasks_.front());
    tasks_.pop_front();
    return task;
  }

  std::mutex mutex_;
  std::counting_semaphore<> news_{0};
  std::list<Task> tasks_;
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
