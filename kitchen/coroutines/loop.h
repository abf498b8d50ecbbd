// The loop behind Run: whose turn it is, and what all wait for when it is
// nobody's.

#ifndef RACELINGS_KITCHEN_COROUTINES_LOOP_H_
#define RACELINGS_KITCHEN_COROUTINES_LOOP_H_

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "kitchen/coroutines/outside.h"
#include "kitchen/coroutines/waiting.h"

namespace kitchen::internal {

// Thread safety: none; it belongs to the thread on which it was made.
class Loop {
 public:
  Loop();   // Throws std::logic_error if this thread has one already.
  ~Loop();  // Waits for its threads, then destroys the tasks that are left.
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  // The one of this thread, or null.
  static Loop* Current();
  // The same, but throws std::logic_error if there is none: `what` needs one.
  static Loop& Need(const char* what);

  void RunUntilDone(const Root& main);

  void Start(const Ref<Root>& root);
  void Forget(Root& root);
  void MakeReady(Waiter& waiter) { ready_.PushBack(waiter); }
  Root* running() const { return running_; }

  void StartTimer(Waiter& waiter, std::chrono::nanoseconds time);
  void StopTimer(Waiter& waiter);

  void StartJob(Ref<Job> job);
  void StopJob(Job& job);

  // For what waits on descriptors.
  Outside& outside();
  // How many waiters something outside will wake: no deadlock while there are.
  int waiters_outside = 0;

 private:
  using Time = std::chrono::steady_clock::time_point;

  void WaitForSomething();
  void WakeWhoseTimeHasCome();
  void RunReady(const Root& main);
  void OnDone(Job& job);
  [[noreturn]] void FailDeadlock();

  WaiterList ready_;
  Root* running_ = nullptr;
  // By the number of their start.
  std::map<int64_t, Ref<Root>> unfinished_;
  int64_t started_ = 0;
  // By time, and of the same time by the order in which they were set.
  std::map<std::pair<Time, int64_t>, Waiter*> timers_;
  std::map<Waiter*, std::pair<Time, int64_t>> timer_of_;
  int64_t timers_set_ = 0;
  std::vector<Ref<Job>>
      jobs_;  // Of which a thread has not said that it is done.
  std::unique_ptr<Outside> outside_;  // Made when first needed.
};

}  // namespace kitchen::internal

#endif  // RACELINGS_KITCHEN_COROUTINES_LOOP_H_
