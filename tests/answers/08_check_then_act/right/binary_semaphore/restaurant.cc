// right — a semaphore of one is held over look and take

#include "restaurant.h"

#include <optional>
#include <semaphore>
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
    turn_.acquire();
    std::optional<Task> task;
    if (!orders_.empty()) {
      task = std::move(orders_.front());
      orders_.pop_front();
    }
    turn_.release();
    return task;
  }

 private:
  std::binary_semaphore turn_{1};  // Guards orders_.
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
