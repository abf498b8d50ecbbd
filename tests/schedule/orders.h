// Threads that take locks in some order, for the tests of lock orders.

#ifndef RACELINGS_TESTS_SCHEDULE_ORDERS_H_
#define RACELINGS_TESTS_SCHEDULE_ORDERS_H_

#include <functional>
#include <mutex>
#include <thread>

// Runs both at once.
inline void Together(const std::function<void()>& john,
                     const std::function<void()>& jane) {
  std::thread first(john);
  std::thread second(jane);
  first.join();
  second.join();
}

// Takes two locks, in the order given.
template <typename First, typename Second>
void Take(First& first, Second& second) {
  const std::lock_guard one(first);
  const std::lock_guard two(second);
}

// Something that takes long, and that other threads can come between.
inline void WorkLong() {
  for (int i = 0; i < 100; ++i) std::this_thread::yield();
}

// Says under a lock that something is done, and waits for it by looking again
// and again.
class Done {
 public:
  void Say() {
    const std::lock_guard lock(mutex_);
    done_ = true;
  }
  void LookUntilSaid() {
    for (bool seen = false; !seen; std::this_thread::yield()) {
      const std::lock_guard lock(mutex_);
      seen = done_;
    }
  }

 private:
  std::mutex mutex_;
  bool done_ = false;
};

#endif  // RACELINGS_TESTS_SCHEDULE_ORDERS_H_
