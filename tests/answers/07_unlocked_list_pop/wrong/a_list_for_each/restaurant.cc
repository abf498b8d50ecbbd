// expect: wrong-result — each has a copy: every burger is made twice

#include "restaurant.h"

#include <thread>

#include "kitchen/console.h"
#include "kitchen/staff.h"

using kitchen::Say;
using kitchen::SetThreadName;
using kitchen::ThreadName;

namespace {

void Working(const char* name, std::list<Task> orders) {
  SetThreadName(name);
  for (Task& task : orders) {
    Say(ThreadName() + " is working...");
    task();
    Say(ThreadName() + " finish task...");
  }
}

}  // namespace

void Serve(std::list<Task> orders) {
  std::thread john(Working, "John", orders);
  std::thread jane(Working, "Jane", orders);
  john.join();
  jane.join();
}
