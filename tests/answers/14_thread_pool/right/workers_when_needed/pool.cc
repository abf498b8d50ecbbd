// right — starts a worker when none is free, up to the limit

#include "pool.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "kitchen/staff.h"

class ThreadPool::Workers {
 public:
  explicit Workers(int max_workers)
      : max_workers_(static_cast<size_t>(max_workers)) {}

  void Put(std::packaged_task<int()> task) {
    {
      std::scoped_lock lock(mutex_);
      tasks_.push_back(std::move(task));
      if (idle_ < tasks_.size() && threads_.size() < max_workers_) {
        threads_.emplace_back([this, i = threads_.size()] {
          kitchen::SetThreadName("worker " + std::to_string(i));
          Work();
        });
      }
    }
    wake_.notify_one();
  }

  void Shutdown() {
    {
      // Nobody can be between looking at it and going to sleep.
      std::scoped_lock lock(mutex_);
      stopping_ = true;
    }
    wake_.notify_all();
    // A task may still submit another, and so start one more.
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
  void Work() {
    while (true) {
      std::packaged_task<int()> task;
      {
        std::unique_lock lock(mutex_);
        ++idle_;
        wake_.wait(lock, [this] { return stopping_ || !tasks_.empty(); });
        --idle_;
        if (tasks_.empty()) return;
        task = std::move(tasks_.front());
        tasks_.pop_front();
      }
      task();  // What it returns or throws goes into its future.
    }
  }

  std::mutex mutex_;  // Guards all below.
  std::condition_variable wake_;
  std::deque<std::packaged_task<int()>> tasks_;
  bool stopping_ = false;
  size_t idle_ = 0;
  const size_t max_workers_;
  std::vector<std::thread> threads_;
};

ThreadPool::ThreadPool(int max_workers)
    : workers_(std::make_unique<Workers>(max_workers)) {}

ThreadPool::~ThreadPool() { workers_->Shutdown(); }

std::future<int> ThreadPool::Submit(std::function<int()> task) {
  std::packaged_task<int()> packaged(std::move(task));
  std::future<int> result = packaged.get_future();
  workers_->Put(std::move(packaged));
  return result;
}
