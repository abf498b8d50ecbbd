// right — one absl::Mutex, annotated, for writing and reading

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
  void Increment(int times) {
    for (int i = 0; i < times; ++i) {
      absl::MutexLock lock(&mutex_);
      counter_ += 1;
    }
  }

  int value() const {
    absl::MutexLock lock(&mutex_);
    return counter_;
  }

 private:
  mutable absl::Mutex mutex_;
  int counter_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace

int CountTogether(int threads, int times) {
  Counter counter;
  std::vector<std::thread> all;
  for (int i = 0; i < threads; ++i) {
    all.emplace_back([&counter, i, times] {
      kitchen::SetThreadName("counter " + std::to_string(i + 1));
      counter.Increment(times);
    });
  }
  for (std::thread& thread : all) {
    thread.join();
  }
  return counter.value();
}
