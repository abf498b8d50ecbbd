// expect: wrong-result — no limit: each task has a thread of its own

#include "pool.h"

#include <mutex>
#include <thread>
#include <utility>
#include <vector>

class ThreadPool::Workers {
 public:
  void Start(std::packaged_task<int()> task) {
    std::scoped_lock lock(mutex_);
    threads_.emplace_back(std::move(task));
  }

  void Shutdown() {
    for (size_t i = 0; true; ++i) {
      std::thread thread;
      {
        std::scoped_lock lock(mutex_);
        if (i == threads_.size()) return;
        thread = std::move(threads_[i]);
      }
      thread.join();
    }
  }

 private:
  std::mutex mutex_;  // Guards threads_.
  std::vector<std::thread> threads_;
};

ThreadPool::ThreadPool(int) : workers_(std::make_unique<Workers>()) {}

ThreadPool::~ThreadPool() { workers_->Shutdown(); }

std::future<int> ThreadPool::Submit(std::function<int()> task) {
  std::packaged_task<int()> packaged(std::move(task));
  std::future<int> result = packaged.get_future();
  workers_->Start(std::move(packaged));
  return result;
}
