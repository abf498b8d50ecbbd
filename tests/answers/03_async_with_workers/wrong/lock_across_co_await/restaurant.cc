// expect: deadlock — holds the lock while cooking, on the thread of the one who
// wants it
#include "restaurant.h"

#include <mutex>
#include <string>
#include <utility>

#include "kitchen/console.h"
#include "kitchen/coroutines.h"

using kitchen::Gather;
using kitchen::Say;
using kitchen::Task;

namespace {

class Restaurant {
 public:
  explicit Restaurant(std::list<Task<>> orders) : orders_(std::move(orders)) {}

  Task<> Open() { co_await Gather(Working("John"), Working("Jane")); }

 private:
  Task<> Working(std::string name) {
    while (!orders_.empty()) {
      const std::scoped_lock lock(mutex_);
      Say(name + " is working...");
      Task<> task = std::move(orders_.front());
      orders_.pop_front();
      co_await task;
      Say(name + " finished a task...");
    }
  }

  std::mutex mutex_;
  std::list<Task<>> orders_;
};

}  // namespace

void Serve(std::list<Task<>> orders) {
  Restaurant restaurant(std::move(orders));
  kitchen::Run(restaurant.Open());
}
