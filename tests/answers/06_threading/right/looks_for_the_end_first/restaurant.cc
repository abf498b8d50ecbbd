// right — finds what is on the menu, and serves that

#include "restaurant.h"

#include <algorithm>
#include <thread>

#include "kitchen/console.h"
#include "kitchen/staff.h"

using kitchen::Say;
using kitchen::SetThreadName;

bool Serve(const std::vector<Task>& orders) {
  const auto end = std::find_if(orders.begin(), orders.end(),
                                [](const Task& order) { return !order; });
  std::vector<std::jthread> threads;
  for (auto order = orders.begin(); order != end; ++order) {
    threads.emplace_back([order] {
      SetThreadName("cook");
      (*order)();
    });
  }
  if (end == orders.end()) return true;
  Say("Sorry, that is not on the menu.");
  return false;
}
