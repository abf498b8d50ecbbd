// What a loop cannot know by itself: that time has passed, and that a thread is
// done. Asio is behind this.

#ifndef RACELINGS_KITCHEN_COROUTINES_OUTSIDE_H_
#define RACELINGS_KITCHEN_COROUTINES_OUTSIDE_H_

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace asio {
class io_context;
}  // namespace asio

namespace kitchen::internal {

// Thread safety: none; it belongs to the thread of its loop.
class Outside {
 public:
  using Time = std::chrono::steady_clock::time_point;

  Outside();
  ~Outside();  // As JoinThreads; what was not heard of by then is dropped.
  Outside(const Outside&) = delete;
  Outside& operator=(const Outside&) = delete;

  // Lets one of the threads call `work`, and calls `done` in a Wait or a Poll
  // after that. A thread is started if all are at work, and there are fewer
  // than
  // 32. `work` must not throw.
  void CallInThread(std::function<void()> work, std::function<void()> done);

  // Waits until `deadline`, if there is one, or until something has happened;
  // may also return for no reason.
  void Wait(std::optional<Time> deadline);
  // Hears of what has happened already.
  void Poll();

  // Waits until the threads have done all their work.
  void JoinThreads();

  // For what waits on descriptors: its handlers are called in Wait and in Poll.
  asio::io_context& context();

 private:
  class Parts;
  const std::unique_ptr<Parts> parts_;
};

}  // namespace kitchen::internal

#endif  // RACELINGS_KITCHEN_COROUTINES_OUTSIDE_H_
