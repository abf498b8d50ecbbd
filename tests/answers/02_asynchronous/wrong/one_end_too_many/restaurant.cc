// expect: deadlock — waits for one item more than will ever come
#include "restaurant.h"

#include <chrono>
#include <cstddef>
#include <string>
#include <utility>

#include "kitchen/console.h"
#include "kitchen/coroutines.h"

using kitchen::CreateTask;
using kitchen::Queue;
using kitchen::Say;
using kitchen::Sleep;
using kitchen::Task;

namespace {

Task<> MakeAndTell(Task<> order, Queue<int>& ends) {
  co_await order;
  ends.PutNowait(0);
}

}  // namespace

Task<> MakeBurger(int order_num) {
  Say("Preparing burger #" + std::to_string(order_num) + "...");
  co_await Sleep(std::chrono::seconds(5));  // Time for making it.
  Say("Burger made #" + std::to_string(order_num));
}

Task<> Serve(std::vector<Task<>> orders) {
  Queue<int> ends;
  for (Task<>& order : orders) CreateTask(MakeAndTell(std::move(order), ends));
  for (size_t i = 0; i <= orders.size(); ++i) co_await ends.Get();
}
