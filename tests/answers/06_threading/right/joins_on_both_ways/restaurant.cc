// right — joins before each of the two returns

#include "restaurant.h"

#include <string>
#include <thread>

#include "kitchen/console.h"
#include "kitchen/staff.h"

using kitchen::Say;
using kitchen::SetThreadName;

namespace {

// Waits for all of them.
void JoinAll(std::vector<std::thread>& threads) {
  for (std::thread& thread : threads) {
    thread.join();
  }
}

}  // namespace

bool Serve(const std::vector<Task>& orders) {
  std::vector<std::thread> threads;
  for (const Task& order : orders) {
    if (!order) {
      Say("Sorry, that is not on the menu.");
      JoinAll(threads);
      return false;
    }
    const std::string name = "cook " + std::to_string(threads.size() + 1);
    threads.emplace_back([&order, name] {
      SetThreadName(name);
      order();
    });
  }
  JoinAll(threads);
  return true;
}
