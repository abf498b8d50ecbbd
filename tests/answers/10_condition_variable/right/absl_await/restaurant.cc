// right — absl::Mutex::Await until there is a task or it is closing time

#include "restaurant.h"

#include <list>
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

class Restaurant {
 public:
  void Queue(std::vector<Task> order) ABSL_LOCKS_EXCLUDED(mutex_) {
    absl::MutexLock lock(&mutex_);
    for (Task& task : order) tasks_.push_back(std::move(task));
  }

  void Close() ABSL_LOCKS_EXCLUDED(mutex_) {
    absl::MutexLock lock(&mutex_);
    closing_ = true;
  }

  void Working() {
    while (const std::optional<Task> task = TakeTask()) {
      Say(ThreadName() + " is working...");
      (*task)();
      Say(ThreadName() + " finish task...");
    }
  }

 private:
  std::optional<Task> TakeTask() ABSL_LOCKS_EXCLUDED(mutex_) {
    absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(this, &Restaurant::HasNews));
    if (tasks_.empty()) return std::nullopt;
    Task task = std::move(tasks_.front());
    tasks_.pop_front();
    return task;
  }

  bool HasNews() const ABSL_SHARED_LOCKS_REQUIRED(mutex_) {
    return closing_ || !tasks_.empty();
  }

  absl::Mutex mutex_;
  std::list<Task> tasks_ ABSL_GUARDED_BY(mutex_);
  bool closing_ ABSL_GUARDED_BY(mutex_) = false;
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
