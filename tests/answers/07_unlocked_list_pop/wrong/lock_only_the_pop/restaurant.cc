// expect: data-race — the check is outside the lock

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
    while (!orders_.empty()) {
      Task task = TakeTask();
      Say(ThreadName() + " is working...");
      task();
      Say(ThreadName() + " finish task...");
    }
  }

 private:
  Task TakeTask() {
    std::scoped_lock lock(mutex_);
    Task task = std::move(orders_.front());
    orders_.pop_front();
    return task;
  }

  std::mutex mutex_;
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
