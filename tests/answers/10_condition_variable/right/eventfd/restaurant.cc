// right — a descriptor that counts tasks, and the two at closing time

#include "restaurant.h"

#include <sys/eventfd.h>
#include <unistd.h>

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
  ~Restaurant() { close(news_); }

  void Queue(std::vector<Task> order) {
    const auto count = static_cast<eventfd_t>(order.size());
    {
      std::scoped_lock lock(mutex_);
      for (Task& task : order) tasks_.push_back(std::move(task));
    }
    eventfd_write(news_, count);
  }

  void Close() { eventfd_write(news_, 2); }

  void Working() {
    while (const std::optional<Task> task = TakeTask()) {
      Say(ThreadName() + " is working...");
      (*task)();
      Say(ThreadName() + " finish task...");
    }
  }

 private:
  std::optional<Task> TakeTask() {
    eventfd_t one;
    eventfd_read(news_, &one);
    std::scoped_lock lock(mutex_);
    if (tasks_.empty()) return std::nullopt;
    Task task = std::move(tasks_.front());
    tasks_.pop_front();
    return task;
  }

  std::mutex mutex_;
  int news_ = eventfd(0, EFD_SEMAPHORE);
  std::list<Task> tasks_;
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
