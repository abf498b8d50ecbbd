// right — absl::Mutex::Await until there is work or the queue is closed

#include "restaurant.h"

#include <functional>
#include <optional>
#include <thread>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "kitchen/console.h"
#include "kitchen/staff.h"

using kitchen::Say;
using kitchen::SetThreadName;
using kitchen::ThreadName;

namespace {

class Queue {
 public:
  void Put(Task task) {
    absl::MutexLock lock(&mutex_);
    tasks_.push_back(std::move(task));
  }

  void Close() {
    absl::MutexLock lock(&mutex_);
    closed_ = true;
  }

  std::optional<Task> Get() {
    absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(this, &Queue::Ready));
    if (tasks_.empty()) return std::nullopt;
    Task task = std::move(tasks_.front());
    tasks_.pop_front();
    return task;
  }

 private:
  bool Ready() const ABSL_SHARED_LOCKS_REQUIRED(mutex_) {
    return closed_ || !tasks_.empty();
  }

  absl::Mutex mutex_;
  std::list<Task> tasks_ ABSL_GUARDED_BY(mutex_);
  bool closed_ ABSL_GUARDED_BY(mutex_) = false;
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
