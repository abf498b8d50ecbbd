// right — Peterson's lock for two, sequentially consistent

#include "restaurant.h"

#include <array>
#include <atomic>
#include <optional>
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
    while (std::optional<Task> task = TakeTask()) {
      Say(ThreadName() + " is working...");
      (*task)();
      Say(ThreadName() + " finish task...");
    }
  }

 private:
  std::optional<Task> TakeTask() {
    const int me = ThreadName() == "John" ? 0 : 1;
    wants_[me] = true;
    polite_ = me;
    while (wants_[1 - me] && polite_ == me) std::this_thread::yield();
    std::optional<Task> task;
    if (!orders_.empty()) {
      task = std::move(orders_.front());
      orders_.pop_front();
    }
    wants_[me] = false;
    return task;
  }

  std::array<std::atomic<bool>, 2> wants_{};
  std::atomic<int> polite_{0};
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
