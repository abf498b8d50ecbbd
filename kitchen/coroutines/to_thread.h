// ToThread: lets a thread do what would block the loop, as Python's
// asyncio.to_thread.
//
//   const std::string typed = co_await ToThread(ask, "Number of burgers:");

#ifndef RACELINGS_KITCHEN_COROUTINES_TO_THREAD_H_
#define RACELINGS_KITCHEN_COROUTINES_TO_THREAD_H_

#include <coroutine>
#include <exception>
#include <functional>
#include <source_location>
#include <tuple>
#include <type_traits>
#include <utility>

#include "kitchen/coroutines/task.h"
#include "kitchen/coroutines/waiting.h"

namespace kitchen {
namespace internal {

// A call of `Function`, and what became of it.
template <typename Function, typename... Args>
class CallJob final : public Job {
 public:
  using Value = std::remove_cvref_t<std::invoke_result_t<Function, Args...>>;

  CallJob(Function function, std::tuple<Args...> args)
      : function_(std::move(function)), args_(std::move(args)) {}

  void Work() noexcept override {
    // The exception is the loop's from the end of the handler on; the thread
    // keeps no part of it.
    try {
      Call();
    } catch (...) {
      result_.Fail(std::current_exception());
    }
  }

  Value Take() { return result_.Take(); }

 private:
  void Call() {
    if constexpr (std::is_void_v<Value>) {
      std::apply(std::move(function_), std::move(args_));
    } else {
      result_.Set(std::apply(std::move(function_), std::move(args_)));
    }
  }

  Function function_;
  std::tuple<Args...> args_;
  Result<Value> result_;
};

template <typename Call>
class [[nodiscard("nothing is called without co_await")]] ThreadCall {
 public:
  explicit ThreadCall(Ref<Call> call) : call_(std::move(call)) {}

  auto AwaitAt(const std::source_location& where) && {
    return Awaiter(std::move(call_), where);
  }

 private:
  class [[nodiscard]] Awaiter {
   public:
    Awaiter(Ref<Call> call, const std::source_location& where)
        : call_(std::move(call)), waiter_({"waits for a thread"}, where) {}
    Awaiter(const Awaiter&) = delete;
    Awaiter& operator=(const Awaiter&) = delete;
    ~Awaiter() { StopJob(*call_); }
    bool await_ready() const { return false; }
    void await_suspend(std::coroutine_handle<> awaiting) {
      waiter_.Suspend(awaiting);
      StartJob(Ref<Job>(call_.get()), waiter_);
    }
    auto await_resume() { return call_->Take(); }

   private:
    Ref<Call> call_;
    Waiter waiter_;
  };

  Ref<Call> call_;
};

}  // namespace internal

// For co_await: calls `function` with `args` on another thread, while the other
// tasks of the loop run, and gives what it returns or throws what it throws.
// Function and arguments are copied or moved; std::ref passes a reference, and
// then it is for you to see to it that nobody else uses the object meanwhile.
//
// `function` runs beside the loop. Everything that belongs to the loop, as
// queues and tasks, is out of its bounds: return a value instead. What the
// caller did before happens before the call, and the call before what the
// caller does next.
//
// Threads are started as they are needed, up to 32, and used again. Run waits
// for them at its end, also for what nobody awaits any more.
//
// Throws std::logic_error outside Run.
template <typename Function, typename... Args>
auto ToThread(Function function, Args... args) {
  using Call = internal::CallJob<Function, Args...>;
  return internal::ThreadCall<Call>(internal::Ref<Call>(
      new Call(std::move(function), std::tuple<Args...>(std::move(args)...))));
}

}  // namespace kitchen

#endif  // RACELINGS_KITCHEN_COROUTINES_TO_THREAD_H_
