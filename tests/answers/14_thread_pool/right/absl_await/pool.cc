// right — absl::Mutex and Await: there is nothing to notify

#include "pool.h"

#include <deque>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "kitchen/staff.h"

class ThreadPool::Workers {
 public:
  explicit Workers(int max_workers) {
    for (int i = 0; i < max_workers; ++i) {
      threads_.emplace_back([this, i] {
        kitchen::SetThreadName("worker " + std::to_string(i));
        Work();
      });
    }
  }

  void Put(std::packaged_task<int()> task) {
    {
      absl::MutexLock lock(&mutex_);
      tasks_.push_back(std::move(task));
    }
  }

  void Shutdown() {
    {
      // Nobody can be between looking at it and going to sleep.
      absl::MutexLock lock(&mutex_);
      stopping_ = true;
    }
    for (std::thread& thread : threads_) thread.join();
  }

 private:
  bool News() const ABSL_SHARED_LOCKS_REQUIRED(mutex_) {
    return stopping_ || !tasks_.empty();
  }

  void Work() {
    while (true) {
      std::packaged_task<int()> task;
      {
        absl::MutexLock lock(&mutex_);
        mutex_.Await(absl::Condition(this, &Workers::News));
        if (tasks_.empty()) return;
        task = std::move(tasks_.front());
        tasks_.pop_front();
      }
      task();  // What it returns or throws goes into its future.
    }
  }

  absl::Mutex mutex_;
  std::deque<std::packaged_task<int()>> tasks_ ABSL_GUARDED_BY(mutex_);
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
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
