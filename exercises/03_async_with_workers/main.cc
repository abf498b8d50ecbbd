// The script: three burgers, two of the staff, five seconds a burger.

#include <chrono>
#include <list>
#include <string>

#include "kitchen/console.h"
#include "kitchen/coroutines/sleep.h"
#include "kitchen/stopwatch.h"
#include "restaurant.h"

using kitchen::Say;
using kitchen::Task;

namespace {

Task<> MakeBurger(int order_num) {
  Say("Preparing burger #" + std::to_string(order_num) + "...");
  co_await kitchen::Sleep(std::chrono::seconds(5));  // Time for making it.
  Say("Burger made #" + std::to_string(order_num));
}

std::list<Task<>> TakeOrder() {
  std::list<Task<>> orders;
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
