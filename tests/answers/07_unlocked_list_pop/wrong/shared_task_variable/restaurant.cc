// expect: data-race — the task that was taken lies in a variable that both use

#include "restaurant.h"

#include <mutex>
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
    while (TakeTask()) {
      Say(ThreadName() + " is working...");
      task_();
      Say(ThreadName() + " finish task...");
    }
  }

 private:
  bool TakeTask() {
    std::scoped_lock lock(mutex_);
    if (orders_.empty()) return false;
    task_ = std::move(orders_.front());
    orders_.pop_front();
    return true;
  }

  std::mutex mutex_;
  Task task_;
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
