// right — one condition for each worker that has nothing to do

#include "pool.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

class ThreadPool::Workers {
 public:
  explicit Workers(int count) {
    for (int i = 0; i < count; ++i) threads_.emplace_back([this] { Work(); });
  }

  ~Workers() {
    {
      std::scoped_lock lock(mutex_);
      stopping_ = true;
      for (Sleeper* sleeper : idle_) Wake(sleeper);
      idle_.clear();
    }
    for (std::thread& thread : threads_) thread.join();
  }

  void Put(std::packaged_task<int()> task) {
    std::scoped_lock lock(mutex_);
    tasks_.push_back(std::move(task));
    if (idle_.empty()) return;
    Wake(idle_.front());
    idle_.pop_front();
  }

 private:
  struct Sleeper {
    std::condition_variable wake;
    bool woken = false;
  };

  static void Wake(Sleeper* sleeper) {
    sleeper->woken = true;
    sleeper->wake.notify_one();
  }

  void Work() {
    Sleeper self;
    std::unique_lock lock(mutex_);
    while (true) {
      if (!tasks_.empty()) {
        std::packaged_task<int()> task = std::move(tasks_.front());
        tasks_.pop_front();
        lock.unlock();
        task();
        task = {};
        lock.lock();
      } else if (stopping_) {
        return;
      } else {
        self.woken = false;
        idle_.push_back(&self);
        self.wake.wait(lock, [&self] { return self.woken; });
      }
    }
  }

  std::mutex mutex_;
  std::deque<std::packaged_task<int()>> tasks_;
  std::deque<Sleeper*> idle_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
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
