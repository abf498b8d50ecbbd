// right — each thread runs a packaged task, and is joined

#include "restaurant.h"

#include <future>
#include <thread>
#include <utility>

#include "kitchen/console.h"
#include "kitchen/staff.h"

using kitchen::Say;

bool Serve(const std::vector<Task>& orders) {
  std::vector<std::jthread> threads;
  std::vector<std::future<void>> made;
  for (const Task& order : orders) {
    if (!order) {
      Say("Sorry, that is not on the menu.");
      return false;
    }
    std::packaged_task<void()> cook(order);
    made.push_back(cook.get_future());
    threads.emplace_back(std::move(cook));
  }
  for (std::future<void>& one : made) one.get();
  return true;
}
