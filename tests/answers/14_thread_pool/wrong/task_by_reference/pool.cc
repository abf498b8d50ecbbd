// expect: crash|data-race|memory — the queue has a reference to a task that is
// gone

#include "pool.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <queue>
#include <thread>
#include <utility>
#include <vector>

class ThreadPool::Workers {
 public:
  explicit Workers(size_t threads) {
    for (size_t i = 0; i < threads; ++i)
      workers.emplace_back([this] {
        for (;;) {
          std::function<void()> task;
          {
            std::unique_lock<std::mutex> lock(this->queue_mutex);
            this->condition.wait(
                lock, [this] { return this->stop || !this->tasks.empty(); });
            if (this->stop && this->tasks.empty()) return;
            task = std::move(this->tasks.front());
            this->tasks.pop();
          }
          task();
        }
      });
  }

  std::future<int> enqueue(std::function<int()> f) {
    std::packaged_task<int()> task(std::move(f));
    std::future<int> res = task.get_future();
    {
      std::unique_lock<std::mutex> lock(queue_mutex);
      tasks.emplace([&task]() { task(); });
    }
    condition.notify_one();
    return res;
  }

  ~Workers() {
    {
      std::unique_lock<std::mutex> lock(queue_mutex);
      stop = true;
    }
    condition.notify_all();
    for (std::thread& worker : workers) worker.join();
  }

 private:
  std::vector<std::thread> workers;
  std::queue<std::function<void()>> tasks;
  std::mutex queue_mutex;
  std::condition_variable condition;
  bool stop = false;
};

ThreadPool::ThreadPool(int max_workers)
    : workers_(std::make_unique<Workers>(static_cast<size_t>(max_workers))) {}

ThreadPool::~ThreadPool() = default;

std::future<int> ThreadPool::Submit(std::function<int()> task) {
  return workers_->enqueue(std::move(task));
}
