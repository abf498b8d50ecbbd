// expect: wrong-result — one cook waits for the lock while the other cooks

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

// A list for several threads.
class OrderList {
 public:
  explicit OrderList(std::list<Task> orders) : orders_(std::move(orders)) {}

  // Takes the oldest order and does it; false when none is left.
  bool CookOldest() {
    std::scoped_lock lock(mutex_);
    if (orders_.empty()) return false;
    Say(ThreadName() + " is working...");
    orders_.front()();
    orders_.pop_front();
    Say(ThreadName() + " finish task...");
    return true;
  }

 private:
  std::mutex mutex_;  // Guards orders_.
  std::list<Task> orders_;
};

// What John and Jane do, both at once.
void Working(const char* name, OrderList& orders) {
  SetThreadName(name);
  while (orders.CookOldest()) {
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
