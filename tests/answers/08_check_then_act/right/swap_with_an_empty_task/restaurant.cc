// right — takes by swapping in the loop that holds the lock

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

  // Puts the oldest order into `task`; false when none is left.
  bool TakeOldest(Task& task) {
    std::unique_lock lock(mutex_);
    if (orders_.empty()) return false;
    std::swap(task, orders_.front());
    orders_.pop_front();
    return true;
  }

 private:
  std::mutex mutex_;  // Guards orders_.
  std::list<Task> orders_;
};

// What John and Jane do, both at once.
void Working(const char* name, OrderList& orders) {
  SetThreadName(name);
  for (Task task; orders.TakeOldest(task);) {
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
