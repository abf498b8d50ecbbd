// What main.cc and the tests expect of pool.cc. Nothing to change here.

#ifndef RACELINGS_14_POOL_H_
#define RACELINGS_14_POOL_H_

#include <functional>
#include <future>
#include <memory>

// Does tasks on a few threads, like Python's ThreadPoolExecutor.
class ThreadPool {
 public:
  // At most `max_workers` tasks run at the same time, on at most that many
  // threads of the pool's own.
  //
  // REQUIRES: max_workers >= 1.
  explicit ThreadPool(int max_workers);

  // Waits until every task that was submitted is done, those included that were
  // still queued, and until all threads of the pool have ended.
  //
  // REQUIRES: nobody submits any more, except a task of the pool itself.
  ~ThreadPool();

  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;

  // Queues `task` and returns at once. Tasks are begun in the order in which
  // they were submitted, each as soon as a worker is free. The future holds
  // what the task returns; where the task throws, the future's get() throws
  // that, and the pool goes on.
  //
  // Thread safety: any thread, a task of the pool as well.
  std::future<int> Submit(std::function<int()> task);

 private:
  class Workers;  // yours, in pool.cc
  std::unique_ptr<Workers> workers_;
};

#endif  // RACELINGS_14_POOL_H_
