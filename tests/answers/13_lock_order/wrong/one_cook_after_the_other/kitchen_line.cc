// expect: wrong-result — Jane starts when John has gone home

#include "kitchen_line.h"

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
    switch (order.dish) {
      case Dish::kBurger: {
        std::scoped_lock grill(grill_);
        order.make();
        ++made_.burgers;
        break;
      }
      case Dish::kFries: {
        std::scoped_lock fryer(fryer_);
        order.make();
        ++made_.fries;
        break;
      }
      case Dish::kBurgerWithFries: {
        std::scoped_lock grill(grill_);
        std::scoped_lock fryer(fryer_);
        order.make();
        ++made_.burgers;
        ++made_.fries;
        break;
      }
      case Dish::kFriesWithBurger: {
        std::scoped_lock fryer(fryer_);
        std::scoped_lock grill(grill_);
        order.make();
        ++made_.fries;
        ++made_.burgers;
        break;
      }
    }
  }

  std::mutex grill_;  // Who has it has the grill, and may change made_.burgers.
  std::mutex fryer_;  // Who has it has the fryer, and may change made_.fries.
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
  john.join();
  std::thread jane(work_as, "Jane", std::cref(janes));
  jane.join();
  return line.made();
}
