// expect: wrong-result — copies the exception as what its base class is

#include "pool.h"

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

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

  void Put(std::function<void()> task) {
    {
      std::scoped_lock lock(mutex_);
      tasks_.push_back(std::move(task));
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
    for (std::thread& thread : threads_) thread.join();
  }

 private:
  void Work() {
    while (true) {
      std::function<void()> task;
      {
        std::unique_lock lock(mutex_);
        wake_.wait(lock, [this] { return stopping_ || !tasks_.empty(); });
        if (tasks_.empty()) return;
        task = std::move(tasks_.front());
        tasks_.pop_front();
      }
      task();
    }
  }

  std::mutex mutex_;  // Guards tasks_ and stopping_.
  std::condition_variable wake_;
  std::deque<std::function<void()>> tasks_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

ThreadPool::ThreadPool(int max_workers)
    : workers_(std::make_unique<Workers>(max_workers)) {}

ThreadPool::~ThreadPool() { workers_->Shutdown(); }

std::future<int> ThreadPool::Submit(std::function<int()> task) {
  auto promise = std::make_shared<std::promise<int>>();
  std::future<int> result = promise->get_future();
  workers_->Put([promise, task = std::move(task)] {
    try {
      promise->set_value(task());
    } catch (const std::exception& e) {
      promise->set_exception(std::make_exception_ptr(e));
    } catch (...) {
      promise->set_exception(std::current_exception());
    }
  });
  return result;
}
