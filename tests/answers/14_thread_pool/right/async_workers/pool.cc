// right — the workers are std::async, and their futures wait for them

#include "pool.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <utility>
#include <vector>

class ThreadPool::Workers {
 public:
  explicit Workers(int count) {
    for (int i = 0; i < count; ++i) {
      ended_.push_back(std::async(std::launch::async, [this] { Work(); }));
    }
  }

  ~Workers() {
    Put({});
    for (std::future<void>& one : ended_) one.get();
  }

  void Put(std::packaged_task<int()> task) {
    std::scoped_lock lock(mutex_);
    tasks_.push_back(std::move(task));
    wake_.notify_all();
  }

 private:
  // An empty task is the last, and stays for the next worker.
  void Work() {
    while (true) {
      std::packaged_task<int()> task;
      {
        std::unique_lock lock(mutex_);
        while (tasks_.empty()) wake_.wait(lock);
        if (!tasks_.front().valid()) {
          if (tasks_.size() == 1) return;
          // A task submitted another at closing time.
          std::rotate(tasks_.begin(), tasks_.begin() + 1, tasks_.end());
        }
        task = std::move(tasks_.front());
        tasks_.pop_front();
      }
      task();
    }
  }

  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::packaged_task<int()>> tasks_;
  std::vector<std::future<void>> ended_;
};

ThreadPool::ThreadPool(int max_workers)
    : workers_(std::make_unique<Workers>(max_workers)) {}

ThreadPool::~ThreadPool() = default;

std::future<int> ThreadPool::Submit(std::function<int()> task) {
  std::packaged_task<int()> packaged(std::move(task));
  std::future<int> result = packaged.get_future();
  workers_->Put(std::move(packaged));
  return result;
}
