// expect: wrong-result — the next customer goes before what is queued

#include "restaurant.h"

#include <deque>
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
    Put(TakeOrder());
    co_await Gather(Working("John"), Working("Jane"));
  }

 private:
  // What John and Jane do, both at once.
  Task<> Working(std::string name) {
    while (co_await tickets_.Get()) {
      Task<> task = std::move(tasks_.front());
      tasks_.pop_front();
      Say(name + " is working...");
      co_await task;
      Say(name + " finish task...");
    }
  }

  void Put(Task<> task) {
    tasks_.push_back(std::move(task));
    tickets_.PutNowait(0);
  }

  Task<> TakeOrder() {
    const int order_num = ++orders_;
    Say("Order burger and fries for order #" + OrderNumber(order_num) + ":");
    const std::optional<int> burgers =
        ParseNumber(co_await ToThread(ask_, "Number of burgers:"));
    if (!burgers.has_value()) {
      tickets_.Close();
      co_return;
    }
    for (int i = 0; i < *burgers; ++i) {
      Put(MakeBurger(ItemNumber(order_num, "burger", i)));
    }
    const std::optional<int> fries =
        ParseNumber(co_await ToThread(ask_, "Number of fries:"));
    if (!fries.has_value()) {
      tickets_.Close();
      co_return;
    }
    for (int i = 0; i < *fries; ++i) {
      Put(MakeFries(ItemNumber(order_num, "fries", i)));
    }
    Say("Order #" + OrderNumber(order_num) + " queued.");
    tasks_.push_front(TakeOrder());
    tickets_.PutNowait(0);
  }

  const Ask& ask_;
  Queue<int> tickets_;  // one for each task
  std::deque<Task<>> tasks_;
  int orders_ = 0;
};

}  // namespace

void Serve(const Ask& ask) {
  Restaurant restaurant(ask);
  kitchen::Run(restaurant.Open());
}
