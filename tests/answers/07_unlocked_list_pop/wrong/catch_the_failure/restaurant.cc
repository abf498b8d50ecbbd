// expect: data-race — throws and catches where it should have locked

#include "restaurant.h"

#include <stdexcept>
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
  explicit Restaurant(std::list<Task> orders) : orders_(std::move(orders)) {}

  void Working() {
    try {
      while (true) {
        Task task = TakeTask();
        Say(ThreadName() + " is working...");
        task();
        Say(ThreadName() + " finish task...");
      }
    } catch (const std::out_of_range&) {
      // The other one was faster.
    }
  }

 private:
  Task TakeTask() {
    if (orders_.empty()) throw std::out_of_range("no orders");
    Task task = std::move(orders_.front());
    orders_.pop_front();
    return task;
  }

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
