// The script: two menus, two of the staff, one grill and one fryer.

#include <chrono>
#include <string>
#include <thread>

#include "kitchen/console.h"
#include "kitchen/stopwatch.h"
#include "kitchen_line.h"

using kitchen::Say;

namespace {

Order MakeMenu(Dish dish, int order_num) {
  const std::string what =
      dish == Dish::kBurgerWithFries ? "burger and fries" : "fries and burger";
  return {dish, [what, order_num] {
            Say("Preparing " + what + " #" + std::to_string(order_num) + "...");
            std::this_thread::sleep_for(
                std::chrono::seconds(5));  // Time for making both.
            Say("Made " + what + " #" + std::to_string(order_num));
          }};
}

}  // namespace

int main() {
  const kitchen::Stopwatch stopwatch;
  Serve({MakeMenu(Dish::kBurgerWithFries, 0)},
        {MakeMenu(Dish::kFriesWithBurger, 1)});
  Say("Orders completed in " + kitchen::Seconds(stopwatch.Elapsed()) +
      " seconds.");
}
