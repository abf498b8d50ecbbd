// expect: deadlock — John takes the list first and Jane takes the pan first

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

class Restaurant {
 public:
  explicit Restaurant(std::list<Task> orders) : orders_(std::move(orders)) {}

  void Working() {
    while (std::optional<Task> task = TakeTask()) {
      Say(ThreadName() + " is working...");
      (*task)();
      Say(ThreadName() + " finish task...");
    }
  }

 private:
  std::optional<Task> TakeTask() {
    const bool john = ThreadName() == "John";
    std::scoped_lock first(john ? list_ : pan_);
    std::scoped_lock second(john ? pan_ : list_);
    if (orders_.empty()) return std::nullopt;
    Task task = std::move(orders_.front());
    orders_.pop_front();
    return task;
  }

  std::mutex list_;
  std::mutex pan_;
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
