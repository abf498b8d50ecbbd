// expect: wrong-result — the dropped future waits at once

#include "restaurant.h"

#include <future>
#include <string>

#include "kitchen/console.h"
#include "kitchen/staff.h"

using kitchen::Say;
using kitchen::SetThreadName;

bool Serve(const std::vector<Task>& orders) {
  int count = 0;
  for (const Task& order : orders) {
    if (!order) {
      Say("Sorry, that is not on the menu.");
      return false;
    }
    const std::string name = "cook " + std::to_string(++count);
    (void)std::async(std::launch::async, [&order, name] {
      SetThreadName(name);
      order();
    });
  }
  return true;
}
