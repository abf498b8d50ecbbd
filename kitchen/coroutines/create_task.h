// CreateTask: a task that runs beside the one that starts it, as Python's
// asyncio.create_task.
//
//   StartedTask<int> fries = CreateTask(MakeFries());
//   co_await MakeBurger();             // Both are made at the same time.
//   const int count = co_await fries;

#ifndef RACELINGS_KITCHEN_COROUTINES_CREATE_TASK_H_
#define RACELINGS_KITCHEN_COROUTINES_CREATE_TASK_H_

#include <coroutine>
#include <exception>
#include <source_location>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include "kitchen/coroutines/task.h"
#include "kitchen/coroutines/waiting.h"

namespace kitchen {

// Thrown where somebody awaits a task that was cancelled.
class Cancelled : public std::runtime_error {
 public:
  Cancelled() : std::runtime_error("the task that is awaited was cancelled") {}
};

namespace internal {

// A started coroutine that returns a T.
template <typename T>
class RootOf final : public Root {
 public:
  explicit RootOf(Frame<T> frame)
      : Root(frame.get()), handle_(frame.Release()) {}

  ~RootOf() override {
    if (!seen && result_.error()) TellOfLost(result_.error());
  }

  std::exception_ptr error() const override { return result_.error(); }

  // REQUIRES: done().
  T Take() {
    RequireNotCancelled();
    return result_.Take();
  }
  T Copy() {
    RequireNotCancelled();
    return result_.Get();
  }

 private:
  void TakeResult() override { result_ = std::move(handle_.promise().result); }
  void RequireNotCancelled() {
    seen = true;
    if (cancelled()) throw Cancelled();
  }

  std::coroutine_handle<Promise<T>> handle_;
  Result<T> result_;
};

template <typename T>
Ref<RootOf<T>> StartRoot(Frame<T> frame) {
  Ref<RootOf<T>> root(new RootOf<T>(std::move(frame)));
  Root::Start(Ref<Root>(root.get()));
  return root;
}

// Waits for the end of a started task.
class [[nodiscard]] EndAwaiter {
 public:
  EndAwaiter(Root& root, const std::source_location& where)
      : root_(&root),
        waiter_({"waits for a task that was started to end", true}, where) {}
  bool await_ready() const noexcept { return root_->done(); }
  void await_suspend(std::coroutine_handle<> awaiting) {
    waiter_.Suspend(awaiting);
    root_->waiters.PushBack(waiter_);
  }

 protected:
  ~EndAwaiter() = default;

 private:
  Ref<Root> root_;
  Waiter waiter_;
};

}  // namespace internal

// A task that was started. It goes on whatever becomes of this object, until it
// ends or is cancelled, or Run returns. May be empty, by default or when it was
// moved away; then only `bool` and assignment are allowed.
//
// Thread safety: none, as for Task.
template <typename T = void>
class StartedTask {
 public:
  using value_type = T;

  StartedTask() = default;
  explicit StartedTask(internal::Ref<internal::RootOf<T>> root)
      : root_(std::move(root)) {}
  StartedTask(StartedTask&&) noexcept = default;
  StartedTask& operator=(StartedTask&&) noexcept = default;

  explicit operator bool() const { return static_cast<bool>(root_); }

  // Whether it has returned, thrown, or was cancelled.
  bool Done() const { return root_->done(); }

  // Destroys the coroutine, and what it awaits, where it is suspended: their
  // destructors run, now, and nothing after that co_await. Who awaits it gets
  // Cancelled. Returns false where it was done already. A function that
  // ToThread runs for it goes on, and may not use what is destroyed here.
  //
  // Throws std::logic_error if it is the task that runs: `co_return` instead.
  bool Cancel() { return root_->Cancel(); }

  // For co_await: waits for its end, and gives what it returned or throws what
  // it threw. Any number of tasks may await it, each of which gets a copy; of
  // one that is moved, as of a temporary, the value itself.
  auto AwaitAt(const std::source_location& where) & {
    return CopyAwaiter(root_, where);
  }
  auto AwaitAt(const std::source_location& where) && {
    return TakeAwaiter(std::move(root_), where);
  }

  // For Gather.
  internal::Ref<internal::RootOf<T>> TakeRoot() { return std::move(root_); }

 private:
  class CopyAwaiter : public internal::EndAwaiter {
   public:
    CopyAwaiter(internal::Ref<internal::RootOf<T>> root,
                const std::source_location& where)
        : EndAwaiter(*root, where), root_(std::move(root)) {}
    T await_resume() { return root_->Copy(); }

   private:
    internal::Ref<internal::RootOf<T>> root_;
  };

  class TakeAwaiter : public internal::EndAwaiter {
   public:
    TakeAwaiter(internal::Ref<internal::RootOf<T>> root,
                const std::source_location& where)
        : EndAwaiter(*root, where), root_(std::move(root)) {}
    T await_resume() { return root_->Take(); }

   private:
    internal::Ref<internal::RootOf<T>> root_;
  };

  internal::Ref<internal::RootOf<T>> root_;
};

// Starts `task`, which runs beside the caller from the next time that the
// caller waits. Tasks begin in the order in which they were started. An
// exception that nobody learns of, because nobody awaits the task, is told on
// the standard error output.
//
// Throws std::logic_error outside Run, and for an empty task.
template <typename T>
StartedTask<T> CreateTask(Task<T> task) {
  return StartedTask<T>(internal::StartRoot(task.TakeFrame()));
}

}  // namespace kitchen

#endif  // RACELINGS_KITCHEN_COROUTINES_CREATE_TASK_H_
