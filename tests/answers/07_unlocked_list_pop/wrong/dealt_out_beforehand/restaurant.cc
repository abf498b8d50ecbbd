// expect: wrong-result — two lists: one may be idle while the other has work

#include "restaurant.h"

#include <thread>
#include <utility>

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
  std::list<Task> for_john;
  std::list<Task> for_jane;
  bool johns = true;
  for (Task& order : orders) {
    (johns ? for_john : for_jane).push_back(std::move(order));
    johns = !johns;
  }
  std::thread john(Working, "John", std::move(for_john));
  std::thread jane(Working, "Jane", std::move(for_jane));
  john.join();
  jane.join();
}
