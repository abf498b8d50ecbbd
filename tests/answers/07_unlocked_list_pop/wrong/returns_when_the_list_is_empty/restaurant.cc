// expect: thread-leak|wrong-result — waits for the list only

#include "restaurant.h"

#include <chrono>
#include <memory>
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

  bool NoneLeft() {
    std::scoped_lock lock(mutex_);
    return orders_.empty();
  }

 private:
  std::optional<Task> TakeTask() {
    std::scoped_lock lock(mutex_);
    if (orders_.empty()) return std::nullopt;
    Task task = std::move(orders_.front());
    orders_.pop_front();
    return task;
  }

  std::mutex mutex_;  // Guards orders_.
  std::list<Task> orders_;
};

}  // namespace

void Serve(std::list<Task> orders) {
  const auto restaurant = std::make_shared<Restaurant>(std::move(orders));
  const auto work_as = [restaurant](const char* name) {
    SetThreadName(name);
    restaurant->Working();
  };
  std::thread john(work_as, "John");
  std::thread jane(work_as, "Jane");
  while (!restaurant->NoneLeft()) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }

  john.detach();
  jane.detach();
}
