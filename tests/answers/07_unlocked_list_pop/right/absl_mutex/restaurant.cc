// right — one absl::Mutex over check and pop, annotated

#include "restaurant.h"

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
  explicit Restaurant(std::list<Task> orders) : orders_(std::move(orders)) {}

  void Working() {
    while (std::optional<Task> task = TakeTask()) {
      Say(ThreadName() + " is working...");
      (*task)();
      Say(ThreadName() + " finish task...");
    }
  }

 private:
  std::optional<Task> TakeTask() ABSL_LOCKS_EXCLUDED(mutex_) {
    absl::MutexLock lock(&mutex_);
    if (orders_.empty()) return std::nullopt;
    Task task = std::move(orders_.front());
    orders_.pop_front();
    return task;
  }

  absl::Mutex mutex_;
  std::list<Task> orders_ ABSL_GUARDED_BY(mutex_);
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
