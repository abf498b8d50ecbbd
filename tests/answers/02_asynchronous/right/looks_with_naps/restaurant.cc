// right — looks again and again whether all are done: impolite, and right
#include "restaurant.h"

#include <chrono>
#include <string>
#include <utility>

#include "kitchen/console.h"
#include "kitchen/coroutines.h"

using kitchen::CreateTask;
using kitchen::Say;
using kitchen::Sleep;
using kitchen::StartedTask;
using kitchen::Task;

Task<> MakeBurger(int order_num) {
  Say("Preparing burger #" + std::to_string(order_num) + "...");
  co_await Sleep(std::chrono::seconds(5));  // Time for making it.
  Say("Burger made #" + std::to_string(order_num));
}

Task<> Serve(std::vector<Task<>> orders) {
  std::vector<StartedTask<>> started;
  for (Task<>& order : orders) started.push_back(CreateTask(std::move(order)));
  for (const StartedTask<>& order : started) {
    while (!order.Done()) co_await Sleep(std::chrono::milliseconds(100));
  }
}
