// right — a lock of POSIX for readers and writers, to write

#include "counter.h"

#include <pthread.h>

#include <string>
#include <thread>
#include <vector>

#include "kitchen/staff.h"

namespace {

class Counter {
 public:
  void Increment(int times) {
    for (int i = 0; i < times; ++i) {
      pthread_rwlock_wrlock(&key_);
      counter_ += 1;
      pthread_rwlock_unlock(&key_);
    }
  }

  int value() const { return counter_; }

 private:
  pthread_rwlock_t key_ = PTHREAD_RWLOCK_INITIALIZER;
  int counter_ = 0;
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
