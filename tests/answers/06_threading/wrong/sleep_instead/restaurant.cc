// expect: data-race|thread-leak|wrong-result — detaches, and sleeps long

#include "restaurant.h"

#include <chrono>
#include <string>
#include <thread>

#include "kitchen/console.h"
#include "kitchen/staff.h"

using kitchen::Say;
using kitchen::SetThreadName;

bool Serve(const std::vector<Task>& orders) {
  std::vector<std::thread> threads;
  for (const Task& order : orders) {
    if (!order) {
      Say("Sorry, that is not on the menu.");
      for (std::thread& thread : threads) thread.detach();
      std::this_thread::sleep_for(std::chrono::seconds(6));
      return false;
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
  return true;
}
