// right — each order starts the next before it waits for its own thread

#include "restaurant.h"

#include <string>
#include <thread>

#include "kitchen/console.h"
#include "kitchen/staff.h"

using kitchen::Say;
using kitchen::SetThreadName;

namespace {

bool ServeFrom(const std::vector<Task>& orders, size_t first) {
  if (first == orders.size()) return true;
  if (!orders[first]) {
    Say("Sorry, that is not on the menu.");
    return false;
  }
  const std::jthread cook([&order = orders[first], first] {
    SetThreadName("cook " + std::to_string(first + 1));
    order();
  });
  return ServeFrom(orders, first + 1);
}

}  // namespace

bool Serve(const std::vector<Task>& orders) { return ServeFrom(orders, 0); }
