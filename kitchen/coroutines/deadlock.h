// The end of a loop in which everybody waits for everybody else.

#ifndef RACELINGS_KITCHEN_COROUTINES_DEADLOCK_H_
#define RACELINGS_KITCHEN_COROUTINES_DEADLOCK_H_

#include <source_location>
#include <span>
#include <stdexcept>
#include <vector>

namespace kitchen {

// A task that nobody can wake any more.
struct Stuck {
  const char* what;            // "waits for an item of an empty queue"
  std::source_location where;  // its co_await
};

// Thrown by Run when it would wait for ever: no task can go on, none sleeps,
// and no thread does anything for one. That is exact, because a task can only
// be woken by another of its loop, by the clock, or by a thread of ToThread.
class Deadlock : public std::logic_error {
 public:
  explicit Deadlock(std::vector<Stuck> stuck);

  // Without those that only wait for one of these to end; unless all wait for
  // tasks, in a ring.
  const std::vector<Stuck>& stuck() const { return stuck_; }

 private:
  std::vector<Stuck> stuck_;
};

// Is told of a deadlock before it is thrown, as a test wants to be. Null for
// nobody.
//
// REQUIRES: no loop runs in any thread.
using DeadlockListener = void (*)(std::span<const Stuck> stuck);
void SetDeadlockListener(DeadlockListener listener);

}  // namespace kitchen

#endif  // RACELINGS_KITCHEN_COROUTINES_DEADLOCK_H_
