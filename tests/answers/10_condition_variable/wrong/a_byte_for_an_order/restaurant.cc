// expect: wrong-result — one byte in the pipe, for an order of many tasks

#include "restaurant.h"

#include <unistd.h>

#include <list>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
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
  Restaurant() {
    if (pipe(ends_) != 0) throw std::runtime_error("no pipe");
  }
  ~Restaurant() { close(ends_[0]); }

  void Queue(std::vector<Task> order) {
    const std::string news(1, 't');
    {
      std::scoped_lock lock(mutex_);
      for (Task& task : order) tasks_.push_back(std::move(task));
    }
    if (write(ends_[1], news.data(), news.size()) < 0) return;
  }

  void Close() { close(ends_[1]); }

  void Working() {
    while (const std::optional<Task> task = TakeTask()) {
      Say(ThreadName() + " is working...");
      (*task)();
      Say(ThreadName() + " finish task...");
    }
  }

 private:
  std::optional<Task> TakeTask() {
    char news;
    if (read(ends_[0], &news, 1) != 1) return std::nullopt;
    std::scoped_lock lock(mutex_);
    Task task = std::move(tasks_.front());
    tasks_.pop_front();
    return task;
  }

  std::mutex mutex_;
  int ends_[2];
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
