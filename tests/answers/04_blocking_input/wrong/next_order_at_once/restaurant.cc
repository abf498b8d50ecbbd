// expect: wrong-result — queues the next order before it asks

#include "restaurant.h"

#include <optional>
#include <string>
#include <utility>

#include "kitchen/console.h"
#include "kitchen/coroutines.h"
#include "menu.h"

using kitchen::Gather;
using kitchen::Queue;
using kitchen::Say;
using kitchen::Task;
using kitchen::ToThread;

namespace {

class Restaurant {
 public:
  explicit Restaurant(const Ask& ask) : ask_(ask) {}

  Task<> Open() {
    task_queue_.PutNowait(TakeOrder());
    co_await Gather(Working("John"), Working("Jane"));
  }

 private:
  // What John and Jane do, both at once.
  Task<> Working(std::string name) {
    while (std::optional<Task<>> task = co_await task_queue_.Get()) {
      Say(name + " is working...");
      co_await *task;
      Say(name + " finish task...");
    }
  }

  Task<> TakeOrder() {
    task_queue_.PutNowait(TakeOrder());
    const int order_num = ++orders_;
    Say("Order burger and fries for order #" + OrderNumber(order_num) + ":");
    const std::optional<int> burgers =
        ParseNumber(co_await ToThread(ask_, "Number of burgers:"));
    if (!burgers.has_value()) {
      task_queue_.Close();
      co_return;
    }
    for (int i = 0; i < *burgers; ++i) {
      task_queue_.PutNowait(MakeBurger(ItemNumber(order_num, "burger", i)));
    }
    const std::optional<int> fries =
        ParseNumber(co_await ToThread(ask_, "Number of fries:"));
    if (!fries.has_value()) {
      task_queue_.Close();
      co_return;
    }
    for (int i = 0; i < *fries; ++i) {
      task_queue_.PutNowait(MakeFries(ItemNumber(order_num, "fries", i)));
    }
    Say("Order #" + OrderNumber(order_num) + " queued.");
  }

  const Ask& ask_;
  Queue<Task<>> task_queue_;
  int orders_ = 0;
};

}  // namespace

void Serve(const Ask& ask) {
  Restaurant restaurant(ask);
  kitchen::Run(restaurant.Open());
}
