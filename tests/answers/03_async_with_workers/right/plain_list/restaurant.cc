// right — one loop: between looking and taking there is no co_await
#include "restaurant.h"

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
      Say(name + " is working...");
      Task<> task = std::move(orders_.front());
      orders_.pop_front();
      co_await task;
      Say(name + " finished a task...");
    }
  }

  std::list<Task<>> orders_;
};

}  // namespace

void Serve(std::list<Task<>> orders) {
  Restaurant restaurant(std::move(orders));
  kitchen::Run(restaurant.Open());
}
