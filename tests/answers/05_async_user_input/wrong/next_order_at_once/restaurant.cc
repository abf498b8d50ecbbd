// expect: wrong-result — queues the next order before it asks

#include "restaurant.h"

#include <chrono>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

#include "kitchen/console.h"
#include "kitchen/coroutines.h"
#include "menu.h"

using kitchen::Gather;
using kitchen::ItemNumber;
using kitchen::OrderNumber;
using kitchen::ParseNumber;
using kitchen::Queue;
using kitchen::Say;
using kitchen::Sleep;
using kitchen::Task;
using kitchen::ToThread;

namespace {

class Restaurant {
 public:
  explicit Restaurant(Ask ask) : ask_(std::move(ask)) { NextCustomer(); }

  // What John and Jane do, both at once.
  Task<> Working(std::string name) {
    while (true) {
      if (std::optional<Task<>> task = tasks_.GetNowait()) {
        co_await Record(name + " is working...");
        co_await *task;
        co_await Record(name + " finish task...");
      } else if (closing_) {
        co_return;
      } else {
        co_await Sleep(std::chrono::seconds(1));  // Rest.
      }
    }
  }

 private:
  void NextCustomer() { tasks_.PutNowait(TakeOrder()); }

  Task<> TakeOrder() {
    try {
      NextCustomer();
      order_num_ += 1;
      const std::string number = OrderNumber(order_num_);
      co_await Record("Taking Order #" + number + "...");
      Say("Order burger and fries for order #" + number + ":");
      const int burgers =
          ParseNumber(co_await ToThread(ask_, "Number of burgers:"));
      for (int i = 0; i < burgers; ++i) {
        co_await tasks_.Put(MakeBurger(ItemNumber(order_num_, "burger", i)));
      }
      const int fries =
          ParseNumber(co_await ToThread(ask_, "Number of fries:"));
      for (int i = 0; i < fries; ++i) {
        co_await tasks_.Put(MakeFries(ItemNumber(order_num_, "fries", i)));
      }
      co_await Record("Order #" + number + " queued.");
      Say("Order #" + number + " queued, please wait.");
      co_return;
    } catch (const std::invalid_argument&) {
      Say("Goodbye!");
    }
    // Here, because a handler of exceptions must not wait.
    co_await Record("Closing down... stop taking orders and finish all tasks.");
    closing_ = true;
  }

  const Ask ask_;
  Queue<Task<>> tasks_;
  int order_num_ = 0;
  bool closing_ = false;
};

}  // namespace

Task<> Serve(Ask ask) {
  Say("Welcome to Pyburger!");
  co_await Record("Ready for business!");
  Restaurant restaurant(std::move(ask));
  co_await Gather(restaurant.Working("John"), restaurant.Working("Jane"));
  co_await Record("All tasks finished. Closing now.");
}
