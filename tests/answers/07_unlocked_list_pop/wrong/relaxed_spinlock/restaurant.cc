// expect: data-race — relaxed: it excludes, and still passes nothing on

#include "restaurant.h"

#include <atomic>
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
    while (busy_.exchange(true, std::memory_order_relaxed)) {
      std::this_thread::yield();
    }
    std::optional<Task> task;
    if (!orders_.empty()) {
      task = std::move(orders_.front());
      orders_.pop_front();
    }
    busy_.store(false, std::memory_order_relaxed);
    return task;
  }

  std::atomic<bool> busy_{false};
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
