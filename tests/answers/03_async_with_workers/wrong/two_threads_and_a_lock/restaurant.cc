// expect: wrong-result — no race, and two threads that do nothing but wait
#include "restaurant.h"

#include <mutex>
#include <optional>
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

  Task<> Working(std::string name) {
    while (std::optional<Task<>> task = Take()) {
      Say(name + " is working...");
      co_await *task;
      Say(name + " finished a task...");
    }
  }

 private:
  std::optional<Task<>> Take() {
    const std::scoped_lock lock(mutex_);
    if (orders_.empty()) return std::nullopt;
    std::optional<Task<>> task(std::move(orders_.front()));
    orders_.pop_front();
    return task;
  }

  std::mutex mutex_;
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
