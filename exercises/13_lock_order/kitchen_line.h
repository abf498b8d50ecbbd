// What main.cc and the tests expect of kitchen_line.cc. Nothing to change here.

#ifndef RACELINGS_13_KITCHEN_LINE_H_
#define RACELINGS_13_KITCHEN_LINE_H_

#include <functional>
#include <vector>

// What is ordered, and what it needs while it is made, from start to end.
enum class Dish {
  kBurger,           // the grill
  kFries,            // the fryer
  kBurgerWithFries,  // both
  kFriesWithBurger,  // both
};

struct Order {
  Dish dish;
  std::function<void()> make;  // Makes it, and returns when it is made.
};

// How many were made: a burger with fries is one of each.
struct Made {
  int burgers = 0;
  int fries = 0;
};

// Two threads, John and Jane, work at the same time. John makes `johns`, one
// after the other, and Jane makes `janes`. There is one grill and one fryer,
// and no two orders are on the same one at the same time. Neither of the staff
// waits while what the next order needs is free. Returns when all is made.
Made Serve(const std::vector<Order>& johns, const std::vector<Order>& janes);

#endif  // RACELINGS_13_KITCHEN_LINE_H_
