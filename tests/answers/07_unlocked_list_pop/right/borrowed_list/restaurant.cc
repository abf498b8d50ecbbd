// right — the list is lent to one at a time, by a flag under a lock

#include "restaurant.h"

#include <condition_variable>
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
  explicit Restaurant(std::list<Task> orders) : orders_(std::move(orders)) {}

  void Working() {
    while (std::optional<Task> task = TakeTask()) {
      Say(ThreadName() + " is working...");
      (*task)();
      Say(ThreadName() + " finish task...");
    }
  }

 private:
  std::optional<Task> TakeTask() {
    {
      std::unique_lock lock(mutex_);
      back_.wait(lock, [this] { return here_; });
      here_ = false;
    }
    std::optional<Task> task;
    if (!orders_.empty()) {
      task = std::move(orders_.front());
      orders_.pop_front();
    }
    {
      std::scoped_lock lock(mutex_);
      here_ = true;
    }
    back_.notify_one();
    return task;
  }

  std::mutex mutex_;  // Guards here_.
  std::condition_variable back_;
  bool here_ = true;  // False while somebody has orders_.
  std::list<Task> orders_;
};

}  // namespace

void Serve(std::list<Task> orders) {
  Restaurant restaurant(std::move(orders));
  const auto work_as = [&restaurant](const char* name) {
    SetThreadName(name);
    restaurant.Working();
  };
  std::thread john(work_as, "John");
  std::thread jane(work_as, "Jane");
  john.join();
  jane.join();
}
