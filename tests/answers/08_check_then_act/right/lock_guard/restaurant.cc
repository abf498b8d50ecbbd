// right — look and take in one function, under a lock_guard

#include "restaurant.h"

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

// A list for several threads.
class OrderList {
 public:
  explicit OrderList(std::list<Task> orders) : orders_(std::move(orders)) {}

  std::optional<Task> TakeOldest() {
    std::lock_guard lock(mutex_);
    if (orders_.empty()) return std::nullopt;
    Task task = std::move(orders_.front());
    orders_.pop_front();
    return task;
  }

 private:
  std::mutex mutex_;  // Guards orders_.
  std::list<Task> orders_;
};

// What John and Jane do, both at once.
void Working(const char* name, OrderList& orders) {
  SetThreadName(name);
  while (std::optional<Task> task = orders.TakeOldest()) {
    Say(ThreadName() + " is working...");
    (*task)();
    Say(ThreadName() + " finish task...");
  }
}

}  // namespace

void Serve(std::list<Task> orders) {
  OrderList list(std::move(orders));
  std::thread john([&list] { Working("John", list); });
  std::thread jane([&list] { Working("Jane", list); });
  john.join();
  jane.join();
}
