// What a loop cannot know by itself: that time has passed, and that a thread is
// done. Asio is behind this.

#ifndef RACELINGS_KITCHEN_COROUTINES_OUTSIDE_H_
#define RACELINGS_KITCHEN_COROUTINES_OUTSIDE_H_

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace kitchen::internal {

// A descriptor that is waited for. Destroying it ends the wait.
class Watch {
 public:
  Watch() = default;
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;
  virtual ~Watch() = default;
};

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

  // Calls `then` once, in a Wait or a Poll, when `descriptor` has something to
  // read or has come to its end; never once the watch is destroyed. Makes the
  // descriptor non-blocking. It has to stay open for as long as the watch is
  // there, and a descriptor has one at a time.
  std::unique_ptr<Watch> WhenReadable(int descriptor,
                                      std::function<void()> then);

  // Waits until `deadline`, if there is one, or until something has happened;
  // may also return for no reason.
  void Wait(std::optional<Time> deadline);
  // Hears of what has happened already.
  void Poll();

  // Waits until the threads have done all their work.
  void JoinThreads();

 private:
  class Parts;
  const std::unique_ptr<Parts> parts_;
};

}  // namespace kitchen::internal

#endif  // RACELINGS_KITCHEN_COROUTINES_OUTSIDE_H_
