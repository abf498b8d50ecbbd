// expect: wrong-result — the jthread lives for one turn of the loop only

#include "restaurant.h"

#include <string>
#include <thread>

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
    const std::jthread thread(
        [&order, name = "cook " + std::to_string(++count)] {
          SetThreadName(name);
          order();
        });
  }
  return true;
}
