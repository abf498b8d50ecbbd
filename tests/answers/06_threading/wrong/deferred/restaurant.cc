// expect: wrong-result — std::launch::deferred starts no thread

#include "restaurant.h"

#include <future>

#include "kitchen/console.h"
#include "kitchen/staff.h"

using kitchen::Say;

bool Serve(const std::vector<Task>& orders) {
  bool all = true;
  std::vector<std::future<void>> made;
  for (const Task& order : orders) {
    if (!order) {
      Say("Sorry, that is not on the menu.");
      all = false;
      break;
    }
    made.push_back(std::async(std::launch::deferred, order));
  }
  for (std::future<void>& one : made) one.get();
  return all;
}
