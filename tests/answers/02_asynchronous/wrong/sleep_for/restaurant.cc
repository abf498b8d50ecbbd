// expect: wrong-result — sleep_for stops the thread, and with it the whole loop
#include "restaurant.h"

#include <chrono>
#include <string>
#include <thread>

#include "kitchen/console.h"
#include "kitchen/coroutines.h"

using kitchen::Gather;
using kitchen::Say;
using kitchen::Task;

Task<> MakeBurger(int order_num) {
  Say("Preparing burger #" + std::to_string(order_num) + "...");
  std::this_thread::sleep_for(std::chrono::seconds(5));
  Say("Burger made #" + std::to_string(order_num));
  co_return;
}

Task<> Serve(std::vector<Task<>> orders) { co_await Gather(orders); }
