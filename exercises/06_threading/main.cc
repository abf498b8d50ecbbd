// The script: three burgers, each on a thread of its own. And then three more,
// the last of which is a pizza.

#include <chrono>
#include <string>
#include <thread>

#include "kitchen/console.h"
#include "kitchen/stopwatch.h"
#include "restaurant.h"

using kitchen::Say;

namespace {

Task MakeBurger(int order_num) {
  return [order_num] {
    Say("Preparing burger #" + std::to_string(order_num) + "...");
    std::this_thread::sleep_for(
        std::chrono::seconds(5));  // Time for making it.
    Say("Burger made #" + std::to_string(order_num));
  };
}

Task MakePizza() { return nullptr; }

void Open(const std::vector<Task>& orders) {
  const kitchen::Stopwatch stopwatch;
  const bool all = Serve(orders);
  Say((all ? "Orders completed in " : "What was begun is done after ") +
      kitchen::Seconds(stopwatch.Elapsed()) + " seconds.");
}

}  // namespace

int main() {
  Open({MakeBurger(0), MakeBurger(1), MakeBurger(2)});
  Open({MakeBurger(3), MakeBurger(4), MakePizza()});
}
