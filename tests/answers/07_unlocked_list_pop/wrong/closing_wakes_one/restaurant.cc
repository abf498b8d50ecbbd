// expect: deadlock — notify_one at closing: the other waits for ever

#include "restaurant.h"

#include <condition_variable>
#include <functional>
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

// A queue that is closed when nothing more will come.
class Queue {
 public:
  void Put(Task task) {
    {
      std::scoped_lock lock(mutex_);
      tasks_.push_back(std::move(task));
    }
    changed_.notify_one();
  }

  void Close() {
    {
      std::scoped_lock lock(mutex_);
      closed_ = true;
    }
    changed_.notify_one();
  }

  std::optional<Task> Get() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return closed_ || !tasks_.empty(); });
    if (tasks_.empty()) return std::nullopt;
    Task task = std::move(tasks_.front());
    tasks_.pop_front();
    return task;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::list<Task> tasks_;
  bool closed_ = false;
};

void Working(const char* name, Queue& queue) {
  SetThreadName(name);
  while (std::optional<Task> task = queue.Get()) {
    Say(ThreadName() + " is working...");
    (*task)();
    Say(ThreadName() + " finish task...");
  }
}

}  // namespace

void Serve(std::list<Task> orders) {
  Queue queue;
  std::thread john(Working, "John", std::ref(queue));
  std::thread jane(Working, "Jane", std::ref(queue));
  for (Task& order : orders) queue.Put(std::move(order));
  queue.Close();
  john.join();
  jane.join();
}
