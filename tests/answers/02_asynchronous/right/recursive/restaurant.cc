// right — the first, and at the same time the rest
#include "restaurant.h"

#include <chrono>
#include <string>
#include <utility>

#include "kitchen/console.h"
#include "kitchen/coroutines.h"

using kitchen::Gather;
using kitchen::Say;
using kitchen::Sleep;
using kitchen::Task;

Task<> MakeBurger(int order_num) {
  Say("Preparing burger #" + std::to_string(order_num) + "...");
  co_await Sleep(std::chrono::seconds(5));  // Time for making it.
  Say("Burger made #" + std::to_string(order_num));
}

Task<> Serve(std::vector<Task<>> orders) {
  if (orders.empty()) co_return;
  Task<> first = std::move(orders.front());
  orders.erase(orders.begin());
  co_await Gather(std::move(first), Serve(std::move(orders)));
}
