// right — moves the first node of the list into a list of its own, in one step

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

  std::list<Task> TakeOldest() {
    std::list<Task> taken;
    std::scoped_lock lock(mutex_);
    if (!orders_.empty()) {
      taken.splice(taken.begin(), orders_, orders_.begin());
    }
    return taken;
  }

 private:
  std::mutex mutex_;  // Guards orders_.
  std::list<Task> orders_;
};

// What John and Jane do, both at once.
void Working(const char* name, OrderList& orders) {
  SetThreadName(name);
  while (true) {
    const std::list<Task> taken = orders.TakeOldest();
    if (taken.empty()) return;
    Say(ThreadName() + " is working...");
    taken.front()();
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
