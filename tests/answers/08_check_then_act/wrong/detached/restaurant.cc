// expect: thread-leak|wrong-result — Serve returns while both are cooking

#include "restaurant.h"

#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "kitchen/console.h"
#include "kitchen/staff.h"

using kitchen::Say;
using kitchen::SetThreadName;
using kitchen::ThreadName;

namespace {

// A list for several threads.
class OrderList {
 public:
  explicit OrderList(std::list<Task> orders) : orders_(std::move(orders)) {}

  std::optional<Task> TakeOldest() {
    std::scoped_lock lock(mutex_);
    if (orders_.empty()) return std::nullopt;
    Task task = std::move(orders_.front());
    orders_.pop_front();
    return task;
  }

 private:
  std::mutex mutex_;  // Guards orders_.
  std::list<Task> orders_;
};

// What John and Jane do, both at once.
void Working(const char* name, const std::shared_ptr<OrderList>& orders) {
  SetThreadName(name);
  while (std::optional<Task> task = orders->TakeOldest()) {
    Say(ThreadName() + " is working...");
    (*task)();
    Say(ThreadName() + " finish task...");
  }
}

}  // namespace

void Serve(std::list<Task> orders) {
  const auto list = std::make_shared<OrderList>(std::move(orders));
  std::thread([list] { Working("John", list); }).detach();
  std::thread([list] { Working("Jane", list); }).detach();
}
