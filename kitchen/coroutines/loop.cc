#include "kitchen/coroutines/loop.h"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>

#include "kitchen/coroutines/deadlock.h"

namespace kitchen {
namespace {

DeadlockListener the_deadlock_listener = nullptr;

std::string Describe(const std::vector<Stuck>& stuck) {
  std::string text = "nobody can ever go on:";
  if (stuck.empty())
    text += " a coroutine waits for what is not of the kitchen";
  for (const Stuck& one : stuck) {
    text += std::string(&one == stuck.data() ? " " : ", and ") +
            "the coroutine at " + one.where.file_name() + ":" +
            std::to_string(one.where.line()) + " " + one.what;
  }
  return text;
}

}  // namespace

Deadlock::Deadlock(std::vector<Stuck> stuck)
    : std::logic_error(Describe(stuck)), stuck_(std::move(stuck)) {}

void SetDeadlockListener(DeadlockListener listener) {
  the_deadlock_listener = listener;
}

namespace internal {
namespace {

thread_local Loop* the_loop = nullptr;

}  // namespace

Loop* Loop::Current() { return the_loop; }

Loop& Loop::Need(const char* what) {
  if (the_loop == nullptr) {
    throw std::logic_error(std::string(what) +
                           " needs a loop, and none runs on this thread: it is "
                           "for coroutines that Run has started");
  }
  return *the_loop;
}

Loop::Loop() {
  if (the_loop != nullptr) {
    throw std::logic_error(
        "Run was called inside Run: a loop runs on this thread already, so "
        "co_await the task instead");
  }
  the_loop = this;
}

Loop::~Loop() {
  // The threads first: what they work on may lie in the frames.
  if (outside_ != nullptr) outside_->JoinThreads();
  // The destructors in a frame may start tasks, and cancel some.
  while (!unfinished_.empty()) {
    // The newest first: it may use what lies in the frame of an older one.
    const Ref<Root> newest = unfinished_.rbegin()->second;
    newest->Cancel();
  }
  the_loop = nullptr;
}

void Loop::RunUntilDone(const Root& main) {
  while (!main.done()) {
    if (ready_.empty()) {
      WaitForSomething();
    } else if (waiters_outside > 0) {
      outside().Poll();
    }
    WakeWhoseTimeHasCome();
    RunReady(main);
  }
}

void Loop::WaitForSomething() {
  if (timers_.empty() && waiters_outside == 0) FailDeadlock();
  std::optional<Time> deadline;
  if (!timers_.empty()) deadline = timers_.begin()->first.first;
  if (waiters_outside > 0) {
    outside().Wait(deadline);
  } else {
    // Only the clock can wake somebody: no need for anything but a sleep, which
    // is also what a reader of a trace wants to see.
    std::this_thread::sleep_until(*deadline);
  }
}

void Loop::WakeWhoseTimeHasCome() {
  if (timers_.empty()) return;
  const Time now = std::chrono::steady_clock::now();
  while (!timers_.empty() && timers_.begin()->first.first <= now) {
    Waiter& waiter = *timers_.begin()->second;
    StopTimer(waiter);
    waiter.Wake();
  }
}

// Those that are ready now. Who becomes ready meanwhile has to wait until the
// clock and the threads were heard. Once `main` has ended nobody runs any more:
// what they use may have gone with it.
void Loop::RunReady(const Root& main) {
  WaiterList now;
  now.TakeAll(ready_);
  while (!now.empty() && !main.done()) {
    Waiter& waiter = now.front();
    waiter.Unlink();
    const Ref<Root> root(waiter.root_);
    const std::coroutine_handle<> handle = waiter.handle_;
    root->waiter_ = nullptr;
    running_ = root.get();
    handle.resume();  // And `waiter` is gone.
    running_ = nullptr;
    if (root->handle_.done()) root->Finish();
  }
}

void Loop::Start(const Ref<Root>& root) {
  root->number_ = started_++;
  unfinished_.emplace(root->number_, root);
}

void Loop::Forget(Root& root) { unfinished_.erase(root.number_); }

void Loop::StartTimer(Waiter& waiter, std::chrono::nanoseconds time) {
  if (time <= std::chrono::nanoseconds(0)) {
    waiter.Wake();
    return;
  }
  const std::pair<Time, int64_t> at(std::chrono::steady_clock::now() + time,
                                    timers_set_++);
  timers_.emplace(at, &waiter);
  timer_of_.emplace(&waiter, at);
}

void Loop::StopTimer(Waiter& waiter) {
  const auto found = timer_of_.find(&waiter);
  if (found == timer_of_.end()) return;
  timers_.erase(found->second);
  timer_of_.erase(found);
}

Outside& Loop::outside() {
  if (outside_ == nullptr) outside_ = std::make_unique<Outside>();
  return *outside_;
}

void Loop::StartJob(Ref<Job> job) {
  Job* const raw = job.get();
  jobs_.push_back(std::move(job));
  ++waiters_outside;
  outside().CallInThread([raw] { raw->Work(); }, [this, raw] { OnDone(*raw); });
}

void Loop::StopJob(Job& job) {
  if (job.waiter == nullptr) return;
  job.waiter = nullptr;
  --waiters_outside;
}

void Loop::OnDone(Job& job) {
  if (Waiter* const waiter = job.waiter) {
    StopJob(job);
    waiter->Wake();
  }
  const auto found = std::find_if(
      jobs_.begin(), jobs_.end(),
      [&job](const Ref<Job>& other) { return other.get() == &job; });
  jobs_.erase(found);
}

void Loop::FailDeadlock() {
  // Threads that wait for work have no part in it.
  if (outside_ != nullptr) outside_->JoinThreads();
  std::vector<Stuck> stuck;
  for (const bool for_task : {false, true}) {
    if (!stuck.empty()) break;
    for (const auto& [number, root] : unfinished_) {
      const Waiter* const waiter = root->waiter_;
      if (waiter != nullptr && waiter->wait().for_task == for_task)
        stuck.push_back({waiter->wait().what, waiter->where()});
    }
  }
  if (the_deadlock_listener != nullptr) the_deadlock_listener(stuck);
  throw Deadlock(std::move(stuck));
}

void RunLoop(const Ref<Root>& main) {
  Loop loop;
  Root::Start(main);
  loop.RunUntilDone(*main);
}

void StartTimer(Waiter& waiter, std::chrono::nanoseconds time) {
  Loop::Need("Sleep").StartTimer(waiter, time);
}

void StopTimer(Waiter& waiter) {
  if (Loop* const loop = Loop::Current()) loop->StopTimer(waiter);
}

void StartJob(Ref<Job> job, Waiter& waiter) {
  Loop& loop = Loop::Need("ToThread");
  job->waiter = &waiter;
  loop.StartJob(std::move(job));
}

void StopJob(Job& job) {
  if (Loop* const loop = Loop::Current()) loop->StopJob(job);
}

}  // namespace internal
}  // namespace kitchen
