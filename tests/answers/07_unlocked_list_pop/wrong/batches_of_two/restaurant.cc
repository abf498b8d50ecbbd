// expect: wrong-result — two cook and wait for both before the next two

#include "restaurant.h"

#include <functional>
#include <thread>
#include <utility>

#include "kitchen/console.h"
#include "kitchen/staff.h"

using kitchen::Say;
using kitchen::SetThreadName;
using kitchen::ThreadName;

namespace {

void Cook(const char* name, const Task& task) {
  SetThreadName(name);
  Say(ThreadName() + " is working...");
  task();
  Say(ThreadName() + " finish task...");
}

}  // namespace

void Serve(std::list<Task> orders) {
  while (!orders.empty()) {
    std::list<std::thread> staff;
    for (const char* name : {"John", "Jane"}) {
      if (orders.empty()) break;
      staff.emplace_back(Cook, name, std::move(orders.front()));
      orders.pop_front();
    }
    for (std::thread& one : staff) one.join();
  }
}
