// expect: wrong-result|crash|memory — the string is gone when the coroutine
// begins
#include "restaurant.h"

#include <chrono>
#include <string>

#include "kitchen/console.h"
#include "kitchen/coroutines.h"

using kitchen::Gather;
using kitchen::Say;
using kitchen::Sleep;
using kitchen::Task;

namespace {

Task<> Make(const std::string& burger) {
  Say("Preparing " + burger + "...");
  co_await Sleep(std::chrono::seconds(5));
  Say("Burger made " + burger.substr(burger.find('#')));
}

}  // namespace

Task<> MakeBurger(int order_num) {
  return Make("burger #" + std::to_string(order_num));
}

Task<> Serve(std::vector<Task<>> orders) { co_await Gather(orders); }
