// expect: data-race — the flag has a mutex that nobody waits with

#include "restaurant.h"

#include <condition_variable>
#include <list>
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

class Restaurant {
 public:
  void Queue(std::vector<Task> order) {
    {
      std::scoped_lock lock(mutex_);
      for (Task& task : order) tasks_.push_back(std::move(task));
    }
    changed_.notify_all();
  }

  void Close() {
    {
      std::scoped_lock lock(closing_mutex_);
      closing_ = true;
    }
    changed_.notify_all();
  }

  void Working() {
    while (const std::optional<Task> task = TakeTask()) {
      Say(ThreadName() + " is working...");
      (*task)();
      Say(ThreadName() + " finish task...");
    }
  }

 private:
  std::optional<Task> TakeTask() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return closing_ || !tasks_.empty(); });
    if (tasks_.empty()) return std::nullopt;
    Task task = std::move(tasks_.front());
    tasks_.pop_front();
    return task;
  }

  std::mutex mutex_;
  std::mutex closing_mutex_;
  std::condition_variable changed_;
  std::list<Task> tasks_;
  bool closing_ = false;
};

}  // namespace

void Serve(const NextOrder& next_order) {
  Restaurant restaurant;
  const auto work_as = [&restaurant](const char* name) {
    SetThreadName(name);
    restaurant.Working();
  };
  std::thread john(work_as, "John");
  std::thread jane(work_as, "Jane");
  while (true) {
    std::vector<Task> order = next_order();
    if (order.empty()) break;
    restaurant.Queue(std::move(order));
  }
  restaurant.Close();
  john.join();
  jane.join();
}
