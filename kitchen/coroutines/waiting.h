// What the parts of the coroutine kitchen share: who waits, and whose turn
// comes next. For these headers and their loop.cc; exercises use the headers
// that kitchen/coroutines.h names.
//
// Thread safety: none. All objects belong to the thread whose loop runs them,
// and nothing in here locks: a second thread that touches one is a data race.

#ifndef RACELINGS_KITCHEN_COROUTINES_WAITING_H_
#define RACELINGS_KITCHEN_COROUTINES_WAITING_H_

#include <chrono>
#include <coroutine>
#include <cstdint>
#include <exception>
#include <source_location>
#include <utility>

namespace kitchen::internal {

class Loop;
class Root;

// A pointer that counts, for one thread: the count is a plain int, and so makes
// no order between threads, which std::shared_ptr's would.
template <typename T>
class Ref {
 public:
  Ref() = default;
  explicit Ref(T* object) : object_(object) {
    if (object_ != nullptr) ++object_->references;
  }
  Ref(const Ref& other) : Ref(other.object_) {}
  Ref(Ref&& other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
  Ref& operator=(Ref other) noexcept {
    std::swap(object_, other.object_);
    return *this;
  }
  ~Ref() {
    if (object_ != nullptr && --object_->references == 0) delete object_;
  }

  T* get() const { return object_; }
  T* operator->() const { return object_; }
  T& operator*() const { return *object_; }
  explicit operator bool() const { return object_ != nullptr; }

 private:
  T* object_ = nullptr;
};

// What a coroutine waits for at a co_await.
struct Wait {
  const char* what;  // "waits for …", a literal
  // It waits for another task, so that one is what it hangs on.
  bool for_task = false;
};

// One co_await that has suspended its coroutine, in whose frame it lives. It is
// in at most one list. Destroying it, which is what happens when the coroutine
// is destroyed, takes it out: nobody wakes what is gone.
class Waiter {
 public:
  Waiter(Wait wait, const std::source_location& where)
      : wait_(wait), where_(where) {}
  Waiter(const Waiter&) = delete;
  Waiter& operator=(const Waiter&) = delete;
  ~Waiter() { Leave(); }

  // From now on `handle` waits here, as part of the task that runs.
  void Suspend(std::coroutine_handle<> handle);

  // Leaves its list, and is resumed when its turn comes.
  // REQUIRES: Suspend was called.
  void Wake();

  const Wait& wait() const { return wait_; }
  const std::source_location& where() const { return where_; }

 private:
  friend class WaiterList;
  friend class Loop;
  friend class Root;

  void Leave();
  void Unlink();

  Wait wait_;
  std::source_location where_;
  std::coroutine_handle<> handle_;
  Loop* loop_ = nullptr;
  Root* root_ = nullptr;  // The task that waits; it outlives this.
  Waiter* before_ = nullptr;
  Waiter* after_ = nullptr;
};

// Waiters in the order in which they came. Those that are left when it is
// destroyed are in no list then.
class WaiterList {
 public:
  WaiterList();
  WaiterList(const WaiterList&) = delete;
  WaiterList& operator=(const WaiterList&) = delete;
  ~WaiterList();

  bool empty() const { return ends_.after_ == &ends_; }
  Waiter& front() { return *ends_.after_; }
  void PushBack(Waiter& waiter);
  // Moves all that `other` has to this one's end.
  void TakeAll(WaiterList& other);
  void WakeAll();

 private:
  Waiter ends_;  // Before the first and after the last.
};

// Is told when tasks end that it started.
class Gatherer {
 public:
  virtual void OnDone(Root& root) = 0;

 protected:
  ~Gatherer() = default;
};

// A task that was started and runs by itself, with all that it awaits.
class Root {
 public:
  Root(const Root&) = delete;
  Root& operator=(const Root&) = delete;
  virtual ~Root() { DestroyFrame(); }

  // Hands `root` to the loop of this thread: it begins when its turn comes.
  // Throws std::logic_error where no loop runs.
  static void Start(const Ref<Root>& root);

  bool done() const { return done_; }
  bool cancelled() const { return cancelled_; }
  virtual std::exception_ptr error() const = 0;

  // Destroys it where it is suspended. Returns whether it was not done yet.
  // Throws std::logic_error where it is the task that runs.
  bool Cancel();
  bool running() const;

  WaiterList waiters;  // Those that wait for its end.
  Gatherer* gatherer = nullptr;
  // Somebody has learned how it ended, or need not.
  bool seen = false;
  int references = 0;

 protected:
  explicit Root(std::coroutine_handle<> handle)
      : handle_(handle),
        start_({"has not begun"}, std::source_location::current()) {}

  // Takes the result out of the frame, which has come to its end.
  virtual void TakeResult() = 0;
  void DestroyFrame();

 private:
  friend class Loop;
  friend class Waiter;

  void Finish();

  std::coroutine_handle<> handle_;
  Loop* loop_ = nullptr;
  int64_t number_ = 0;        // Among those of its loop.
  Waiter* waiter_ = nullptr;  // Where it is suspended.
  bool done_ = false;
  bool cancelled_ = false;
  Waiter start_;  // Where it waits until it begins.
};

// Says on the standard error output that nobody has learned of `error`.
void TellOfLost(const std::exception_ptr& error);

// Makes a loop for this thread, and runs it until `main` is done. Then it waits
// for the threads that it started, and destroys all tasks that are left.
//
// Throws std::logic_error where a loop runs on this thread already, and
// Deadlock (deadlock.h) where what is left waits for what can never happen.
void RunLoop(const Ref<Root>& main);

// Wakes `waiter` at the end of `time`.
void StartTimer(Waiter& waiter, std::chrono::nanoseconds time);
void StopTimer(Waiter& waiter);

// Something for a thread to do. All but Work() is for the loop's thread.
class Job {
 public:
  Job() = default;
  Job(const Job&) = delete;
  Job& operator=(const Job&) = delete;
  virtual ~Job() = default;

  virtual void Work() noexcept = 0;

  Waiter* waiter = nullptr;  // Who waits for it; null: nobody any more.
  int references = 0;
};

// Lets a thread do `job`, and then wakes `waiter`, which must be suspended.
void StartJob(Ref<Job> job, Waiter& waiter);
// Nobody waits for it any more. It is done all the same.
void StopJob(Job& job);

}  // namespace kitchen::internal

#endif  // RACELINGS_KITCHEN_COROUTINES_WAITING_H_
