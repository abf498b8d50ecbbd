// expect: data-race — a random nap makes it rare, not right

#include "restaurant.h"

#include <chrono>
#include <random>
#include <thread>
#include <utility>

#include "kitchen/console.h"
#include "kitchen/staff.h"

using kitchen::Say;
using kitchen::SetThreadName;
using kitchen::ThreadName;

namespace {

class Restaurant {
 public:
  explicit Restaurant(std::list<Task> orders) : orders_(std::move(orders)) {}

  void Working() {
    std::minstd_rand nap(ThreadName().front());
    while (true) {
      std::this_thread::sleep_for(std::chrono::microseconds(nap() % 1000));
      if (orders_.empty()) return;
      Task task = std::move(orders_.front());
      orders_.pop_front();
      Say(ThreadName() + " is working...");
      task();
      Say(ThreadName() + " finish task...");
    }
  }

 private:
  std::list<Task> orders_;
};

}  // namespace

void Serve(std::list<Task> orders) {
  Restaurant restaurant(std::move(orders));
  const auto work_as = [&restaurant](const char* name) {
    SetThreadName(name);
    restaurant.Working();
  };
  std::thread john(work_as, "John");
  std::thread jane(work_as, "Jane");
  john.join();
  jane.join();
}
