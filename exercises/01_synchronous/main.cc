// The script: three burgers, one cook, five seconds a burger.

#include <chrono>
#include <string>
#include <thread>
#include <vector>

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

std::vector<Task> TakeOrder() {
  std::vector<Task> orders;
  for (int i = 0; i < 3; ++i) orders.push_back(MakeBurger(i));
  return orders;
}

}  // namespace

int main() {
  const kitchen::Stopwatch stopwatch;
  Serve(TakeOrder());
  Say("Orders completed in " + kitchen::Seconds(stopwatch.Elapsed()) +
      " seconds.");
}
