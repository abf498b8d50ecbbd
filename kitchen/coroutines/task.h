// Task<T>: a coroutine, as Python's `async def`.
//
//   kitchen::Task<int> Weigh(int burgers) {
//     co_await kitchen::Sleep(2s);
//     co_return burgers * 150;
//   }
//   …
//   const int grams = co_await Weigh(3);

#ifndef RACELINGS_KITCHEN_COROUTINES_TASK_H_
#define RACELINGS_KITCHEN_COROUTINES_TASK_H_

#include <coroutine>
#include <exception>
#include <optional>
#include <source_location>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include "kitchen/coroutines/waiting.h"

namespace kitchen {

template <typename T>
class Task;

namespace internal {

// What a coroutine ended with: a value or an exception.
template <typename T>
class Result {
 public:
  template <typename Value>
  void Set(Value&& value) {
    value_.emplace(std::forward<Value>(value));
  }
  void Fail(std::exception_ptr error) { error_ = std::move(error); }
  const std::exception_ptr& error() const { return error_; }

  // REQUIRES: Set or Fail was called.
  T Take() {
    if (error_) std::rethrow_exception(error_);
    return *std::move(value_);
  }
  const T& Get() const {
    if (error_) std::rethrow_exception(error_);
    return *value_;
  }

 private:
  std::optional<T> value_;
  std::exception_ptr error_;
};

template <>
class Result<void> {
 public:
  void Fail(std::exception_ptr error) { error_ = std::move(error); }
  const std::exception_ptr& error() const { return error_; }
  void Take() { Get(); }
  void Get() const {
    if (error_) std::rethrow_exception(error_);
  }

 private:
  std::exception_ptr error_;
};

template <typename Awaitable>
concept KnowsItsPlace = requires(Awaitable&& awaitable) {
  std::forward<Awaitable>(awaitable).AwaitAt(std::source_location::current());
};

class PromiseBase {
 public:
  // At the end the coroutine that awaits goes on, in place of this one and not
  // on top of it: a long chain of tasks needs no long stack.
  struct Final {
    bool await_ready() noexcept { return false; }
    template <typename Promise>
    std::coroutine_handle<> await_suspend(
        std::coroutine_handle<Promise> ended) noexcept {
      return ended.promise().continuation;
    }
    void await_resume() noexcept {}
  };

  std::suspend_always initial_suspend() noexcept { return {}; }
  Final final_suspend() noexcept { return {}; }

  // Each co_await comes by here, and brings the line that it stands on.
  template <typename Awaitable>
  decltype(auto) await_transform(
      Awaitable&& awaitable,
      std::source_location where = std::source_location::current()) {
    if constexpr (KnowsItsPlace<Awaitable>) {
      return std::forward<Awaitable>(awaitable).AwaitAt(where);
    } else {
      return std::forward<Awaitable>(awaitable);
    }
  }

  // Who goes on when this one has ended.
  std::coroutine_handle<> continuation = std::noop_coroutine();
};

template <typename T>
class Promise final : public PromiseBase {
 public:
  Task<T> get_return_object();
  void unhandled_exception() { result.Fail(std::current_exception()); }
  template <typename Value = T>
    requires std::is_constructible_v<T, Value&&>
  void return_value(Value&& value) {
    result.Set(std::forward<Value>(value));
  }

  Result<T> result;
};

template <>
class Promise<void> final : public PromiseBase {
 public:
  Task<void> get_return_object();
  void unhandled_exception() { result.Fail(std::current_exception()); }
  void return_void() {}

  Result<void> result;
};

// Owns the frame of a coroutine.
template <typename T>
class Frame {
 public:
  using Handle = std::coroutine_handle<Promise<T>>;

  Frame() = default;
  explicit Frame(Handle handle) : handle_(handle) {}
  Frame(Frame&& other) noexcept : handle_(std::exchange(other.handle_, {})) {}
  Frame& operator=(Frame&& other) noexcept {
    Frame old(std::move(*this));
    handle_ = std::exchange(other.handle_, {});
    return *this;
  }
  ~Frame() {
    if (handle_) handle_.destroy();
  }

  Handle get() const { return handle_; }
  Handle Release() { return std::exchange(handle_, {}); }

 private:
  Handle handle_;
};

}  // namespace internal

// A coroutine that returns a T. Calling it runs nothing yet; it begins when it
// is awaited, by
//
//   co_await MakeBurger(0);       // here and now: the caller waits
//   CreateTask(MakeBurger(0));    // beside the caller (create_task.h)
//   co_await Gather(…);           // all at the same time (gather.h)
//   Run(Main());                  // in a function that is no coroutine (run.h)
//
// Each of them takes it: a task can be awaited once, and an empty one throws
// std::logic_error. What the coroutine returns is what the co_await gives, and
// an exception that leaves it is thrown there.
//
// Destroying a task that is not awaited destroys its frame; so does destroying
// the coroutine that awaits it, with all that it awaits in turn. Destructors
// run, and nothing is left behind.
//
// Parameters are copied into the frame, and references stay references: what
// they refer to has to live until the coroutine ends. The captures of a lambda
// are members of the lambda, and are not copied.
//
// Thread safety: none. A task, and whatever it awaits, belongs to the thread of
// its loop.
template <typename T = void>
class [[nodiscard(
    "a task does nothing until it is awaited: co_await it, or give it to "
    "Gather or CreateTask")]] Task {
 public:
  static_assert(!std::is_reference_v<T>,
                "a task returns a value; return a pointer for an object that "
                "lives elsewhere");
  using promise_type = internal::Promise<T>;
  using value_type = T;

  Task() = default;  // Empty: there is nothing to await.
  Task(Task&&) noexcept = default;
  Task& operator=(Task&&) noexcept = default;

  // Whether there is a coroutine in it that has not been awaited.
  explicit operator bool() const { return static_cast<bool>(frame_.get()); }

  // For co_await: begins the coroutine, and waits for its end.
  auto AwaitAt(const std::source_location&) { return Awaiter(TakeFrame()); }

  // For what starts tasks: the coroutine, which leaves this empty.
  internal::Frame<T> TakeFrame() {
    if (!frame_.get()) {
      throw std::logic_error(
          "a task can be awaited once, and this one is empty: it was awaited "
          "or moved away before");
    }
    return std::move(frame_);
  }

 private:
  friend promise_type;

  // Has the frame from now on, so that it goes when the one that awaits goes.
  class [[nodiscard]] Awaiter {
   public:
    explicit Awaiter(internal::Frame<T> frame) : frame_(std::move(frame)) {}
    bool await_ready() const noexcept { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> awaiting) {
      frame_.get().promise().continuation = awaiting;
      return frame_.get();
    }
    T await_resume() { return frame_.get().promise().result.Take(); }

   private:
    internal::Frame<T> frame_;
  };

  explicit Task(internal::Frame<T> frame) : frame_(std::move(frame)) {}

  internal::Frame<T> frame_;
};

template <typename T>
Task<T> internal::Promise<T>::get_return_object() {
  return Task<T>(
      Frame<T>(std::coroutine_handle<Promise<T>>::from_promise(*this)));
}

inline Task<void> internal::Promise<void>::get_return_object() {
  return Task<void>(
      Frame<void>(std::coroutine_handle<Promise<void>>::from_promise(*this)));
}

}  // namespace kitchen

#endif  // RACELINGS_KITCHEN_COROUTINES_TASK_H_
