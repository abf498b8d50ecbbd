// right — moves the oldest node out of the list under the lock

#include "restaurant.h"

#include <mutex>
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
    while (true) {
      std::list<Task> mine;
      {
        std::scoped_lock lock(mutex_);
        if (orders_.empty()) return;
        mine.splice(mine.begin(), orders_, orders_.begin());
      }
      Say(ThreadName() + " is working...");
      mine.front()();
      Say(ThreadName() + " finish task...");
    }
  }

 private:
  std::mutex mutex_;  // Guards orders_.
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
