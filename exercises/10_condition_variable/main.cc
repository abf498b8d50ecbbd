// The script: two customers, the second of whom lets the staff wait.

#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "kitchen/console.h"
#include "kitchen/stopwatch.h"
#include "restaurant.h"

using kitchen::Say;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {

Task Make(const std::string& what, const std::string& number,
          std::chrono::milliseconds time) {
  return [what, number, time] {
    Say("Preparing " + what + " #" + number + "...");
    std::this_thread::sleep_for(time);
    Say((what == "burger" ? "Burger" : "Fries") + std::string(" made #") +
        number);
  };
}

// Two customers, and then nobody any more.
class Door {
 public:
  std::vector<Task> NextOrder() {
    ++order_num_;
    if (order_num_ == 1) return BurgerAndFries();
    if (order_num_ == 2) {
      std::this_thread::sleep_for(milliseconds(2500));
      return BurgerAndFries();
    }
    Say("Goodbye!");
    Say("Closing down... stop taking orders and finish all tasks.");
    return {};
  }

 private:
  std::vector<Task> BurgerAndFries() const {
    const std::string number = "000" + std::to_string(order_num_);
    Say("Taking Order #" + number + "...");
    return {Make("burger", number + "-burger00", seconds(5)),
            Make("fries", number + "-fries00", seconds(2))};
  }

  int order_num_ = 0;
};

}  // namespace

int main() {
  const kitchen::Stopwatch stopwatch;
  Say("Ready for business!");
  Door door;
  Serve([&door] { return door.NextOrder(); });
  Say("All tasks finished. Closing now.");
  Say("Orders completed in " + kitchen::Seconds(stopwatch.Elapsed()) +
      " seconds.");
}
