// expect: wrong-result — a thread and a loop for each order
#include "restaurant.h"

#include <chrono>
#include <string>
#include <thread>
#include <utility>

#include "kitchen/console.h"
#include "kitchen/coroutines.h"

using kitchen::Say;
using kitchen::Sleep;
using kitchen::Task;

Task<> MakeBurger(int order_num) {
  Say("Preparing burger #" + std::to_string(order_num) + "...");
  co_await Sleep(std::chrono::seconds(5));  // Time for making it.
  Say("Burger made #" + std::to_string(order_num));
}

Task<> Serve(std::vector<Task<>> orders) {
  std::vector<std::thread> cooks;
  for (Task<>& order : orders) {
    cooks.emplace_back([&order] { kitchen::Run(std::move(order)); });
  }
  for (std::thread& cook : cooks) cook.join();
  co_return;
}
