// expect: crash|wrong-result — check and pop are locked each, and not together
#include "restaurant.h"

#include <mutex>
#include <string>
#include <thread>
#include <utility>

#include "kitchen/console.h"
#include "kitchen/coroutines.h"
#include "kitchen/staff.h"

using kitchen::Say;
using kitchen::Task;

namespace {

class Restaurant {
 public:
  explicit Restaurant(std::list<Task<>> orders) : orders_(std::move(orders)) {}

  Task<> Working(std::string name) {
    while (!Empty()) {
      Say(name + " is working...");
      Task<> task = Take();
      co_await task;
      Say(name + " finished a task...");
    }
  }

 private:
  bool Empty() {
    const std::scoped_lock lock(mutex_);
    return orders_.empty();
  }

  Task<> Take() {
    const std::scoped_lock lock(mutex_);
    Task<> task = std::move(orders_.front());
    orders_.pop_front();
    return task;
  }

  std::mutex mutex_;
  std::list<Task<>> orders_;
};

}  // namespace

void Serve(std::list<Task<>> orders) {
  Restaurant restaurant(std::move(orders));
  const auto work_as = [&restaurant](const char* name) {
    kitchen::SetThreadName(name);
    kitchen::Run(restaurant.Working(name));
  };
  std::thread john(work_as, "John");
  std::thread jane(work_as, "Jane");
  john.join();
  jane.join();
}
