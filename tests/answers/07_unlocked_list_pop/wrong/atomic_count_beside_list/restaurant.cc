// expect: data-race — the number is atomic, the list is not

#include "restaurant.h"

#include <atomic>
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
  explicit Restaurant(std::list<Task> orders)
      : left_(static_cast<int>(orders.size())), orders_(std::move(orders)) {}

  void Working() {
    while (left_.fetch_sub(1) > 0) {
      Task task = std::move(orders_.front());
      orders_.pop_front();
      Say(ThreadName() + " is working...");
      task();
      Say(ThreadName() + " finish task...");
    }
  }

 private:
  std::atomic<int> left_;
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
