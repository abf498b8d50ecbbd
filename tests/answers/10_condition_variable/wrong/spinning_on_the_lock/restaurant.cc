// expect: no-progress — takes the lock, looks, and takes it again

#include "restaurant.h"

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
  }

  void Close() {
    std::scoped_lock lock(mutex_);
    closing_ = true;
  }

  void Working() {
    while (true) {
      bool closing = false;
      std::optional<Task> task;
      {
        std::scoped_lock lock(mutex_);
        closing = closing_;
        if (!tasks_.empty()) {
          task = std::move(tasks_.front());
          tasks_.pop_front();
        }
      }
      if (task) {
        Say(ThreadName() + " is working...");
        (*task)();
        Say(ThreadName() + " finish task...");
      } else if (closing) {
        return;
      } else {
        continue;
      }
    }
  }

 private:
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
