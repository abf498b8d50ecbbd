// right — takes only what is still the oldest; else it looks again

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

  // The number of the oldest order, and the order.
  std::optional<std::pair<int, Task>> Oldest() {
    std::scoped_lock lock(mutex_);
    if (orders_.empty()) return std::nullopt;
    return std::pair(first_, orders_.front());
  }

  // Takes order `number` off the list, if it is still the oldest.
  bool Remove(int number) {
    std::scoped_lock lock(mutex_);
    if (number != first_) return false;
    orders_.pop_front();
    ++first_;
    return true;
  }

 private:
  std::mutex mutex_;  // Guards the rest.
  std::list<Task> orders_;
  int first_ = 0;
};

// What John and Jane do, both at once.
void Working(const char* name, OrderList& orders) {
  SetThreadName(name);
  while (const auto oldest = orders.Oldest()) {
    const auto& [number, task] = *oldest;
    if (!orders.Remove(number)) continue;
    Say(ThreadName() + " is working...");
    task();
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
