// expect: wrong-result — both may read the same number

#include "restaurant.h"

#include <atomic>
#include <iterator>
#include <thread>
#include <utility>
#include <vector>

#include "kitchen/console.h"
#include "kitchen/staff.h"

using kitchen::Say;
using kitchen::SetThreadName;
using kitchen::ThreadName;

namespace {

class Restaurant {
 public:
  explicit Restaurant(std::list<Task> orders)
      : orders_(std::make_move_iterator(orders.begin()),
                std::make_move_iterator(orders.end())) {}

  void Working() {
    while (true) {
      const size_t mine = next_.load();
      if (mine >= orders_.size()) return;
      next_.store(mine + 1);
      Say(ThreadName() + " is working...");
      orders_[mine]();
      Say(ThreadName() + " finish task...");
    }
  }

 private:
  std::vector<Task> orders_;
  std::atomic<size_t> next_{0};
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
