// expect: crash — an exception is a way out like any other

#include "restaurant.h"

#include <stdexcept>
#include <thread>

#include "kitchen/console.h"
#include "kitchen/staff.h"

using kitchen::Say;

bool Serve(const std::vector<Task>& orders) {
  std::vector<std::thread> threads;
  try {
    for (const Task& order : orders) {
      if (!order) throw std::invalid_argument("not on the menu");
      threads.emplace_back(order);
    }
    for (std::thread& thread : threads) {
      thread.join();
    }
    return true;
  } catch (const std::invalid_argument&) {
    Say("Sorry, that is not on the menu.");
    return false;
  }
}
