// right — each that is done is told to a queue, and the queue is waited for
#include "restaurant.h"

#include <chrono>
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

Task<> MakeAndTell(Task<> order, Queue<int>& left) {
  co_await order;
  left.TaskDone();
}

}  // namespace

Task<> MakeBurger(int order_num) {
  Say("Preparing burger #" + std::to_string(order_num) + "...");
  co_await Sleep(std::chrono::seconds(5));  // Time for making it.
  Say("Burger made #" + std::to_string(order_num));
}

Task<> Serve(std::vector<Task<>> orders) {
  Queue<int> left;
  for (Task<>& order : orders) {
    left.PutNowait(0);
    CreateTask(MakeAndTell(std::move(order), left));
  }
  co_await left.Join();
}
