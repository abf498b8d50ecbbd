#include "restaurant.h"

#include <string>
#include <thread>
#include <utility>

#include "kitchen/console.h"
#include "kitchen/coroutines.h"
#include "kitchen/staff.h"

using kitchen::Say;
using kitchen::Task;

namespace {

class Restaurant {
 public:
  explicit Restaurant(std::list<Task<>> orders) : orders_(std::move(orders)) {}

  // What John and Jane do, both at once.
  Task<> Working(std::string name) {
    while (!orders_.empty()) {
      Say(name + " is working...");
      Task<> task = std::move(orders_.front());
      orders_.pop_front();
      co_await task;
      Say(name + " finished a task...");
    }
  }

 private:
  std::list<Task<>> orders_;
};

}  // namespace

void Serve(std::list<Task<>> orders) {
  Restaurant restaurant(std::move(orders));
  const auto work_as = [&restaurant](const char* name) {
    kitchen::SetThreadName(name);
    kitchen::Run(restaurant.Working(name));
  };
  std::thread john(work_as, "John");
  std::thread jane(work_as, "Jane");
  john.join();
  jane.join();
}
