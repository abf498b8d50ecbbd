// right — fetch_add looks and takes in one step

#include "restaurant.h"

#include <atomic>
#include <iterator>
#include <thread>
#include <utility>
#include <vector>

#include "kitchen/console.h"
#include "kitchen/staff.h"

using kitchen::Say;
using kitchen::SetThreadName;
using kitchen::ThreadName;

namespace {

// A list for several threads.
class OrderList {
 public:
  explicit OrderList(std::list<Task> orders)
      : orders_(std::make_move_iterator(orders.begin()),
                std::make_move_iterator(orders.end())) {}

  const Task* TakeOldest() {
    const size_t index = next_.fetch_add(1);
    return index < orders_.size() ? &orders_[index] : nullptr;
  }

 private:
  std::vector<Task> orders_;
  std::atomic<size_t> next_{0};
};

// What John and Jane do, both at once.
void Working(const char* name, OrderList& orders) {
  SetThreadName(name);
  while (const Task* task = orders.TakeOldest()) {
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
