// expect: wrong-result — a stack for a queue

#include "restaurant.h"

#include <chrono>
#include <list>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <utility>

#include "kitchen/console.h"
#include "kitchen/order_log.h"
#include "kitchen/staff.h"
#include "menu.h"

using kitchen::Log;
using kitchen::Say;
using kitchen::SetThreadName;
using kitchen::ThreadName;

namespace {

class Restaurant {
 public:
  explicit Restaurant(const Ask& ask) : ask_(ask) {
    Queue([this] { TakeOrder(); });
  }

  // What John and Jane do, both at once.
  void Working() {
    while (true) {
      Task task;
      {
        std::scoped_lock lock(queue_lock_);
        if (!task_queue_.empty()) {
          task = std::move(task_queue_.back());
          task_queue_.pop_back();
        } else if (closing_) {
          return;
        }
      }
      if (task) {
        Log(ThreadName() + " is working...");
        task();
        Log(ThreadName() + " finish task...");
      } else {
        std::this_thread::sleep_for(std::chrono::seconds(1));  // Rest.
      }
    }
  }

 private:
  void Queue(Task task) {
    std::scoped_lock lock(queue_lock_);
    task_queue_.push_back(std::move(task));
  }

  void TakeOrder() {
    try {
      order_num_ += 1;
      const std::string number = OrderNumber(order_num_);
      Log("Taking Order #" + number + "...");
      Say("Order burger and fries for order #" + number + ":");
      const int burgers = ParseNumber(ask_("Number of burgers:"));
      for (int i = 0; i < burgers; ++i) {
        Queue(MakeBurger(ItemNumber(order_num_, "burger", i)));
      }
      const int fries = ParseNumber(ask_("Number of fries:"));
      for (int i = 0; i < fries; ++i) {
        Queue(MakeFries(ItemNumber(order_num_, "fries", i)));
      }
      Log("Order #" + number + " queued.");
      Say("Order #" + number + " queued, please wait.");
      Queue([this] { TakeOrder(); });
    } catch (const std::invalid_argument&) {
      Say("Goodbye!");
      Log("Closing down... stop taking orders and finish all tasks.");
      std::scoped_lock lock(queue_lock_);
      closing_ = true;
    }
  }

  const Ask& ask_;
  std::mutex queue_lock_;  // Guards task_queue_ and closing_.
  std::list<Task> task_queue_;
  bool closing_ = false;
  // Only for who takes an order: there is one such task, and it hands itself on
  // through the queue.
  int order_num_ = 0;
};

}  // namespace

void Serve(const Ask& ask) {
  Say("Welcome to Pyburger!");
  Log("Ready for business!");
  Restaurant restaurant(ask);
  const auto work_as = [&restaurant](const char* name) {
    SetThreadName(name);
    restaurant.Working();
  };
  std::thread john(work_as, "John");
  std::thread jane(work_as, "Jane");
  john.join();
  jane.join();
  Log("All tasks finished. Closing now.");
}
