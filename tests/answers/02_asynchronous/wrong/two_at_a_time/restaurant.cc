// expect: wrong-result — the third waits for the first two
#include "restaurant.h"

#include <chrono>
#include <cstddef>
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
  for (size_t i = 0; i < orders.size(); i += 2) {
    if (i + 1 < orders.size()) {
      co_await Gather(std::move(orders[i]), std::move(orders[i + 1]));
    } else {
      co_await orders[i];
    }
  }
}
