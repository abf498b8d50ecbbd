// right — the future of an asynchronous task waits when it is destroyed

#include "restaurant.h"

#include <future>
#include <string>

#include "kitchen/console.h"
#include "kitchen/staff.h"

using kitchen::Say;
using kitchen::SetThreadName;

bool Serve(const std::vector<Task>& orders) {
  std::vector<std::future<void>> made;
  for (const Task& order : orders) {
    if (!order) {
      Say("Sorry, that is not on the menu.");
      return false;
    }
    const std::string name = "cook " + std::to_string(made.size() + 1);
    made.push_back(std::async(std::launch::async, [&order, name] {
      SetThreadName(name);
      order();
    }));
  }
  return true;
}
