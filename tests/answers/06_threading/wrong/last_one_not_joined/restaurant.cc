// expect: crash — joins all but the last

#include "restaurant.h"

#include <string>
#include <thread>

#include "kitchen/console.h"
#include "kitchen/staff.h"

using kitchen::Say;
using kitchen::SetThreadName;

bool Serve(const std::vector<Task>& orders) {
  bool all = true;
  std::vector<std::thread> threads;
  for (const Task& order : orders) {
    if (!order) {
      Say("Sorry, that is not on the menu.");
      all = false;
      break;
    }
    const std::string name = "cook " + std::to_string(threads.size() + 1);
    threads.emplace_back([&order, name] {
      SetThreadName(name);
      order();
    });
  }
  for (size_t i = 0; i + 1 < threads.size(); ++i) {
    threads[i].join();
  }
  return all;
}
