// right — a std::mutex in an annotated class of its own

#include "counter.h"

#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "kitchen/staff.h"

namespace {

// A std::mutex that the analysis knows of.
class ABSL_LOCKABLE Mutex {
 public:
  void Lock() ABSL_EXCLUSIVE_LOCK_FUNCTION() { mutex_.lock(); }
  void Unlock() ABSL_UNLOCK_FUNCTION() { mutex_.unlock(); }

 private:
  std::mutex mutex_;
};

class ABSL_SCOPED_LOCKABLE Lock {
 public:
  explicit Lock(Mutex* mutex) ABSL_EXCLUSIVE_LOCK_FUNCTION(mutex)
      : mutex_(mutex) {
    mutex_->Lock();
  }
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;
  ~Lock() ABSL_UNLOCK_FUNCTION() { mutex_->Unlock(); }

 private:
  Mutex* const mutex_;
};

class Counter {
 public:
  explicit Counter(int most) : most_(most) {}

  void Increment() {
    const Lock lock(&mutex_);
    if (counter_ == most_) return;
    counter_ += 1;
  }

  int value() const {
    const Lock lock(&mutex_);
    return counter_;
  }

 private:
  const int most_;
  mutable Mutex mutex_;
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
