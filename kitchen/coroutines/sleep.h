// Sleep: waits, and lets others run, as Python's asyncio.sleep.
//
//   co_await kitchen::Sleep(std::chrono::seconds(5));  // Time for making it.

#ifndef RACELINGS_KITCHEN_COROUTINES_SLEEP_H_
#define RACELINGS_KITCHEN_COROUTINES_SLEEP_H_

#include <chrono>
#include <coroutine>
#include <source_location>

#include "kitchen/coroutines/waiting.h"

namespace kitchen {
namespace internal {

class [[nodiscard("without co_await nobody sleeps")]] Sleeping {
 public:
  explicit Sleeping(std::chrono::nanoseconds time) : time_(time) {}

  auto AwaitAt(const std::source_location& where) const {
    return Awaiter(time_, where);
  }

 private:
  class [[nodiscard]] Awaiter {
   public:
    Awaiter(std::chrono::nanoseconds time, const std::source_location& where)
        : time_(time), waiter_({"sleeps"}, where) {}
    Awaiter(const Awaiter&) = delete;
    Awaiter& operator=(const Awaiter&) = delete;
    ~Awaiter() { StopTimer(waiter_); }
    bool await_ready() const { return false; }
    void await_suspend(std::coroutine_handle<> sleeping) {
      waiter_.Suspend(sleeping);
      StartTimer(waiter_, time_);
    }
    void await_resume() const {}

   private:
    std::chrono::nanoseconds time_;
    Waiter waiter_;
  };

  std::chrono::nanoseconds time_;
};

}  // namespace internal

// For co_await: the task sleeps for `time` from then on, by
// std::chrono::steady_clock, while others run. Where several sleep until the
// same moment, the first that went to sleep goes on first. With no time at all
// it only lets the others have their turn.
//
// (std::this_thread::sleep_for is something else: it stops the thread, and with
// it every task of the loop.)
inline internal::Sleeping Sleep(std::chrono::nanoseconds time) {
  return internal::Sleeping(time);
}

}  // namespace kitchen

#endif  // RACELINGS_KITCHEN_COROUTINES_SLEEP_H_
