// right — mutex and condition variable of POSIX

#include "restaurant.h"

#include <pthread.h>

#include <list>
#include <optional>
#include <thread>
#include <utility>

#include "kitchen/console.h"
#include "kitchen/staff.h"

using kitchen::Say;
using kitchen::SetThreadName;
using kitchen::ThreadName;

namespace {

class Restaurant {
 public:
  void Queue(std::vector<Task> order) {
    pthread_mutex_lock(&mutex_);
    for (Task& task : order) tasks_.push_back(std::move(task));
    pthread_cond_broadcast(&news_);
    pthread_mutex_unlock(&mutex_);
  }

  void Close() {
    pthread_mutex_lock(&mutex_);
    closed_ = true;
    pthread_cond_broadcast(&news_);
    pthread_mutex_unlock(&mutex_);
  }

  void Working() {
    while (const std::optional<Task> task = TakeTask()) {
      Say(ThreadName() + " is working...");
      (*task)();
      Say(ThreadName() + " finish task...");
    }
  }

 private:
  std::optional<Task> TakeTask() {
    std::optional<Task> task;
    pthread_mutex_lock(&mutex_);
    while (tasks_.empty() && !closed_) pthread_cond_wait(&news_, &mutex_);
    if (!tasks_.empty()) {
      task = std::move(tasks_.front());
      tasks_.pop_front();
    }
    pthread_mutex_unlock(&mutex_);
    return task;
  }

  pthread_mutex_t mutex_ = PTHREAD_MUTEX_INITIALIZER;
  pthread_cond_t news_ = PTHREAD_COND_INITIALIZER;
  bool closed_ = false;
  std::list<Task> tasks_;
};

}  // namespace

void Serve(const NextOrder& next_order) {
  Restaurant restaurant;
  const auto work_as = [&restaurant](const char* name) {
    SetThreadName(name);
    restaurant.Working();
  };
  std::thread john(work_as, "John");
  std::thread jane(work_as, "Jane");
  while (true) {
    std::vector<Task> order = next_order();
    if (order.empty()) break;
    restaurant.Queue(std::move(order));
  }
  restaurant.Close();
  john.join();
  jane.join();
}
