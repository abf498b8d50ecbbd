// right — one atomic set of what is in use

#include "kitchen_line.h"

#include <atomic>
#include <functional>
#include <thread>

#include "kitchen/console.h"
#include "kitchen/staff.h"

using kitchen::Say;
using kitchen::SetThreadName;
using kitchen::ThreadName;

namespace {

class KitchenLine {
 public:
  // What John and Jane do, both at once.
  void Working(const std::vector<Order>& orders) {
    for (const Order& order : orders) {
      Say(ThreadName() + " is working...");
      Make(order);
      Say(ThreadName() + " finish task...");
    }
  }

  Made made() const { return made_; }

 private:
  void Make(const Order& order) {
    const bool grill = order.dish != Dish::kFries;
    const bool fryer = order.dish != Dish::kBurger;
    const unsigned needed = (grill ? 1U : 0U) | (fryer ? 2U : 0U);
    unsigned in_use = in_use_.load();
    while (true) {
      if ((in_use & needed) != 0) {
        in_use_.wait(in_use);
        in_use = in_use_.load();
      } else if (in_use_.compare_exchange_weak(in_use, in_use | needed)) {
        break;
      }
    }
    order.make();
    if (grill) ++made_.burgers;
    if (fryer) ++made_.fries;
    in_use_.fetch_and(~needed);
    in_use_.notify_all();
  }

  std::atomic<unsigned> in_use_{0};  // 1: the grill. 2: the fryer.
  Made made_;
};

}  // namespace

Made Serve(const std::vector<Order>& johns, const std::vector<Order>& janes) {
  KitchenLine line;
  const auto work_as = [&line](const char* name,
                               const std::vector<Order>& orders) {
    SetThreadName(name);
    line.Working(orders);
  };
  std::thread john(work_as, "John", std::cref(johns));
  std::thread jane(work_as, "Jane", std::cref(janes));
  john.join();
  jane.join();
  return line.made();
}
