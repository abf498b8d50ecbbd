// expect: data-race — an index instead of a list, and still no lock

#include "restaurant.h"

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
    while (next_ < orders_.size()) {
      const size_t mine = next_++;
      Say(ThreadName() + " is working...");
      orders_[mine]();
      Say(ThreadName() + " finish task...");
    }
  }

 private:
  std::vector<Task> orders_;
  size_t next_ = 0;
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
