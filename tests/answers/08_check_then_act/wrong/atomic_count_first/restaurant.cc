// expect: wrong-result — counts down first, and then still looks and removes

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

// A list for several threads.
class OrderList {
 public:
  explicit OrderList(std::list<Task> orders) : orders_(std::move(orders)) {}

  // One of the orders that are left may be taken; false when none is.
  bool MayTake() { return left_.fetch_sub(1) > 0; }

  std::optional<Task> Oldest() {
    std::scoped_lock lock(mutex_);
    if (orders_.empty()) return std::nullopt;
    return orders_.front();
  }

  void RemoveOldest() {
    std::scoped_lock lock(mutex_);
    if (!orders_.empty()) orders_.pop_front();
  }

 private:
  std::mutex mutex_;  // Guards orders_.
  std::list<Task> orders_;
  std::atomic<int> left_{static_cast<int>(orders_.size())};
};

// What John and Jane do, both at once.
void Working(const char* name, OrderList& orders) {
  SetThreadName(name);
  while (orders.MayTake()) {
    const std::optional<Task> task = orders.Oldest();
    orders.RemoveOldest();
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
