// right — the threads ask for additions; the caller makes them

#include "counter.h"

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "kitchen/staff.h"

namespace {

// Takes what the threads ask for to the one who counts.
class Requests {
 public:
  void Ask() {
    {
      std::scoped_lock lock(mutex_);
      ++asked_;
    }
    changed_.notify_one();
  }

  // Waits for requests, and returns how many there were.
  int Take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return asked_ > 0; });
    return std::exchange(asked_, 0);
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int asked_ = 0;
};

}  // namespace

int CountTogether(int threads, int times) {
  Requests requests;
  std::vector<std::thread> all;
  for (int i = 0; i < threads; ++i) {
    all.emplace_back([&requests, i, times] {
      kitchen::SetThreadName("counter " + std::to_string(i + 1));
      for (int n = 0; n < times; ++n) requests.Ask();
    });
  }
  int counter = 0;
  while (counter < threads * times) counter += requests.Take();
  for (std::thread& thread : all) {
    thread.join();
  }
  return counter;
}
