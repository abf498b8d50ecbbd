// expect: wrong-result — each thread starts when the last has ended

#include "counter.h"

#include <string>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "kitchen/staff.h"

namespace {

class Counter {
 public:
  explicit Counter(int most) : most_(most) {}

  void Increment() {
    absl::MutexLock lock(&mutex_);
    if (counter_ == most_) return;
    counter_ += 1;
  }

  int value() const {
    absl::MutexLock lock(&mutex_);
    return counter_;
  }

 private:
  const int most_;
  mutable absl::Mutex mutex_;
  int counter_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace

int CountTogether(int threads, int times, int most) {
  Counter counter(most);
  for (int i = 0; i < threads; ++i) {
    std::thread thread([&counter, i, times] {
      kitchen::SetThreadName("counter " + std::to_string(i + 1));
      for (int k = 0; k < times; ++k) counter.Increment();
    });
    thread.join();
  }
  return counter.value();
}
