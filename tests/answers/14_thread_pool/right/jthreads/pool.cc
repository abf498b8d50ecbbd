// right — jthreads and a stop token that the wait knows

#include "pool.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "kitchen/staff.h"

class ThreadPool::Workers {
 public:
  explicit Workers(int max_workers) {
    for (int i = 0; i < max_workers; ++i) {
      threads_.emplace_back([this, i](const std::stop_token& stop) {
        kitchen::SetThreadName("worker " + std::to_string(i));
        Work(stop);
      });
    }
  }

  void Put(std::packaged_task<int()> task) {
    {
      std::scoped_lock lock(mutex_);
      tasks_.push_back(std::move(task));
    }
    wake_.notify_one();
  }

  void Shutdown() {
    for (std::jthread& thread : threads_) thread.request_stop();
    for (std::jthread& thread : threads_) thread.join();
  }

 private:
  void Work(const std::stop_token& stop) {
    while (true) {
      std::packaged_task<int()> task;
      {
        std::unique_lock lock(mutex_);
        wake_.wait(lock, stop, [this] { return !tasks_.empty(); });
        if (tasks_.empty()) return;
        task = std::move(tasks_.front());
        tasks_.pop_front();
      }
      task();  // What it returns or throws goes into its future.
    }
  }

  std::mutex mutex_;  // Guards tasks_.
  std::condition_variable_any wake_;
  std::deque<std::packaged_task<int()>> tasks_;
  std::vector<std::jthread> threads_;
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
