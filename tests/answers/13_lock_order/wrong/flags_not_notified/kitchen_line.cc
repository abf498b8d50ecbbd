// expect: deadlock — nobody is told that the grill is free

#include "kitchen_line.h"

#include <condition_variable>
#include <functional>
#include <mutex>
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
    Take(grill, fryer);
    order.make();
    GiveBack(grill, fryer);
  }

  void Take(bool grill, bool fryer) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] {
      return !(grill && grill_in_use_) && !(fryer && fryer_in_use_);
    });
    if (grill) grill_in_use_ = true;
    if (fryer) fryer_in_use_ = true;
  }

  void GiveBack(bool grill, bool fryer) {
    {
      std::scoped_lock lock(mutex_);
      if (grill) {
        grill_in_use_ = false;
        ++made_.burgers;
      }
      if (fryer) {
        fryer_in_use_ = false;
        ++made_.fries;
      }
    }
  }

  std::mutex mutex_;  // Guards all below.
  std::condition_variable changed_;
  bool grill_in_use_ = false;
  bool fryer_in_use_ = false;
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
