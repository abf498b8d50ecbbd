// expect: wrong-result — says sorry when all the burgers are made

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
      all = false;
      break;
    }
    const std::string name = "cook " + std::to_string(threads.size() + 1);
    threads.emplace_back([&order, name] {
      SetThreadName(name);
      order();
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  if (!all) Say("Sorry, that is not on the menu.");
  return all;
}
