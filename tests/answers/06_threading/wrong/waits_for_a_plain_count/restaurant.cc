// expect: data-race — a plain count says when all are done

#include "restaurant.h"

#include <thread>

#include "kitchen/console.h"
#include "kitchen/staff.h"

using kitchen::Say;

bool Serve(const std::vector<Task>& orders) {
  int made = 0;
  size_t begun = 0;
  bool all = true;
  for (const Task& order : orders) {
    if (!order) {
      Say("Sorry, that is not on the menu.");
      all = false;
      break;
    }
    ++begun;
    std::thread([&order, &made] {
      order();
      ++made;
    }).detach();
  }
  while (static_cast<size_t>(made) < begun) std::this_thread::yield();
  return all;
}
