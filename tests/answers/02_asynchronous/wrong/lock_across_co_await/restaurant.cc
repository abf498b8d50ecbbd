// expect: deadlock — the lock is held while others want it on the same thread
#include "restaurant.h"

#include <chrono>
#include <mutex>
#include <string>

#include "kitchen/console.h"
#include "kitchen/coroutines.h"

using kitchen::Gather;
using kitchen::Say;
using kitchen::Sleep;
using kitchen::Task;

namespace {

std::mutex the_grill;

}  // namespace

Task<> MakeBurger(int order_num) {
  const std::scoped_lock lock(the_grill);
  Say("Preparing burger #" + std::to_string(order_num) + "...");
  co_await Sleep(std::chrono::seconds(5));
  Say("Burger made #" + std::to_string(order_num));
}

Task<> Serve(std::vector<Task<>> orders) { co_await Gather(orders); }
