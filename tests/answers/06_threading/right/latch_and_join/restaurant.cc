// right — waits for a latch, and joins as well

#include "restaurant.h"

#include <algorithm>
#include <cstddef>
#include <latch>
#include <string>
#include <thread>

#include "kitchen/console.h"
#include "kitchen/staff.h"

using kitchen::Say;
using kitchen::SetThreadName;

namespace {

std::ptrdiff_t Served(const std::vector<Task>& orders) {
  return std::find_if(orders.begin(), orders.end(),
                      [](const Task& order) { return !order; }) -
         orders.begin();
}

}  // namespace

bool Serve(const std::vector<Task>& orders) {
  std::latch done(Served(orders));
  std::vector<std::jthread> threads;
  for (const Task& order : orders) {
    if (!order) {
      Say("Sorry, that is not on the menu.");
      return false;
    }
    const std::string name = "cook " + std::to_string(threads.size() + 1);
    threads.emplace_back([&order, &done, name] {
      SetThreadName(name);
      order();
      done.count_down();
    });
  }
  done.wait();
  return true;
}
