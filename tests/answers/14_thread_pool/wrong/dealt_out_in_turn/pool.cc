// expect: wrong-result — a task waits for its worker while another is idle

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
  explicit Workers(int max_workers) : tasks_(static_cast<size_t>(max_workers)) {
    for (int i = 0; i < max_workers; ++i) {
      threads_.emplace_back([this, i] {
        kitchen::SetThreadName("worker " + std::to_string(i));
        Work(i);
      });
    }
  }

  void Put(std::packaged_task<int()> task) {
    {
      std::scoped_lock lock(mutex_);
      tasks_[next_].push_back(std::move(task));
      next_ = (next_ + 1) % tasks_.size();
    }
    wake_.notify_all();
  }

  void Shutdown() {
    {
      // Nobody can be between looking at it and going to sleep.
      std::scoped_lock lock(mutex_);
      stopping_ = true;
    }
    wake_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }

 private:
  void Work(int i) {
    std::deque<std::packaged_task<int()>>& tasks =
        tasks_[static_cast<size_t>(i)];
    while (true) {
      std::packaged_task<int()> task;
      {
        std::unique_lock lock(mutex_);
        wake_.wait(lock, [&] { return stopping_ || !tasks.empty(); });
        if (tasks.empty()) return;
        task = std::move(tasks.front());
        tasks.pop_front();
      }
      task();  // What it returns or throws goes into its future.
    }
  }

  std::mutex mutex_;  // Guards tasks_, next_ and stopping_.
  std::condition_variable wake_;
  std::vector<std::deque<std::packaged_task<int()>>> tasks_;  // of each worker
  size_t next_ = 0;  // whose turn it is to get one
  bool stopping_ = false;
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
