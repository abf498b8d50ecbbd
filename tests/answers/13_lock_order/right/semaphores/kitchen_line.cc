// right — two semaphores, in one order

#include "kitchen_line.h"

#include <functional>
#include <semaphore>
#include <thread>

#include "kitchen/console.h"
#include "kitchen/staff.h"

using kitchen::Say;
using kitchen::SetThreadName;
using kitchen::ThreadName;

namespace {

// Has the semaphore for as long as it lives.
class Held {
 public:
  explicit Held(std::binary_semaphore& free) : free_(free) { free_.acquire(); }
  Held(const Held&) = delete;
  Held& operator=(const Held&) = delete;
  ~Held() { free_.release(); }

 private:
  std::binary_semaphore& free_;
};

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
        const Held grill(grill_);
        order.make();
        ++made_.burgers;
        break;
      }
      case Dish::kFries: {
        const Held fryer(fryer_);
        order.make();
        ++made_.fries;
        break;
      }
      case Dish::kBurgerWithFries: {
        const Held grill(grill_);
        const Held fryer(fryer_);
        order.make();
        ++made_.burgers;
        ++made_.fries;
        break;
      }
      case Dish::kFriesWithBurger: {
        const Held grill(grill_);
        const Held fryer(fryer_);
        order.make();
        ++made_.fries;
        ++made_.burgers;
        break;
      }
    }
  }

  std::binary_semaphore grill_{
      1};  // Who has it has the grill, and may change made_.burgers.
  std::binary_semaphore fryer_{
      1};  // Who has it has the fryer, and may change made_.fries.
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
