// expect: wrong-result — two locks in a row, and a gap between them

#include "counter.h"

#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "kitchen/staff.h"

namespace {

class Counter {
 public:
  explicit Counter(int most) : most_(most) {}

  void Increment() {
    bool full = false;
    {
      absl::MutexLock lock(&mutex_);
      full = counter_ == most_;
    }
    if (full) return;
    absl::MutexLock lock(&mutex_);
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
  std::vector<std::thread> all;
  for (int i = 0; i < threads; ++i) {
    all.emplace_back([&counter, i, times] {
      kitchen::SetThreadName("counter " + std::to_string(i + 1));
      for (int k = 0; k < times; ++k) counter.Increment();
    });
  }
  for (std::thread& thread : all) {
    thread.join();
  }
  return counter.value();
}
