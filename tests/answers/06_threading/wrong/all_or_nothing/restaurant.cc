// expect: wrong-result — makes nothing when one of the orders is bad

#include "restaurant.h"

#include <string>
#include <thread>

#include "kitchen/console.h"
#include "kitchen/staff.h"

using kitchen::Say;
using kitchen::SetThreadName;

bool Serve(const std::vector<Task>& orders) {
  for (const Task& order : orders) {
    if (order) continue;
    Say("Sorry, that is not on the menu.");
    return false;
  }
  std::vector<std::jthread> threads;
  for (const Task& order : orders) {
    const std::string name = "cook " + std::to_string(threads.size() + 1);
    threads.emplace_back([&order, name] {
      SetThreadName(name);
      order();
    });
  }
  return true;
}
