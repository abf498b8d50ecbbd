// right — a lock made of atomic_flag, wait and notify

#include "restaurant.h"

#include <atomic>
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

class WaitingLock {
 public:
  void lock() {
    while (taken_.test_and_set(std::memory_order_acquire)) taken_.wait(true);
  }
  void unlock() {
    taken_.clear(std::memory_order_release);
    taken_.notify_one();
  }

 private:
  std::atomic_flag taken_ = ATOMIC_FLAG_INIT;
};

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
    std::lock_guard<WaitingLock> lock(lock_);
    if (orders_.empty()) return std::nullopt;
    Task task = std::move(orders_.front());
    orders_.pop_front();
    return task;
  }

  WaitingLock lock_;  // Guards orders_.
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
