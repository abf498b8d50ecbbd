// Burgers that a test orders, and what became of them.

#ifndef RACELINGS_HARNESS_BURGERS_H_
#define RACELINGS_HARNESS_BURGERS_H_

#include <chrono>
#include <cstddef>
#include <functional>
#include <list>
#include <vector>

namespace harness {

// The burgers of one schedule, numbered from 0; there is one such object at a
// time. What it counts lives on after it: of a cook who is still at work when
// the answer has returned, that is the finding, and not the memory.
//
// Thread safety: the tasks run on any thread, and what they count orders
// nothing between the threads. All else is for the body's main thread.
class Burgers {
 public:
  // One for each of `times`, which says how long it takes to make: at most 8.
  explicit Burgers(std::vector<std::chrono::nanoseconds> times);

  // What makes burger `i`: says so, takes its time, says that it is done.
  // It may outlive this object.
  std::function<void()> Task(size_t i) const;
  // All of them in their order, as a list of orders.
  std::list<std::function<void()>> Tasks() const;

  // How often it was made.
  int Made(size_t i) const;
  // When it was begun, since the schedule began; negative when it was not.
  std::chrono::nanoseconds Begun(size_t i) const;

  // Ends the schedule unless each of them was made just once by now, which is
  // when the answer's `function` has returned.
  void RequireEachMadeOnce(const char* function = "Serve",
                           const char* file = __builtin_FILE(),
                           int line = __builtin_LINE()) const;

 private:
  std::vector<std::chrono::nanoseconds> times_;
};

}  // namespace harness

#endif  // RACELINGS_HARNESS_BURGERS_H_
