// What the tests of the coroutines share.

#ifndef RACELINGS_TESTS_KITCHEN_COROUTINES_H_
#define RACELINGS_TESTS_KITCHEN_COROUTINES_H_

#include <chrono>

// Longer than any test: what sleeps so long is destroyed, not woken.
inline constexpr std::chrono::hours kHour{1};

// Counts how many of it there are.
class Counted {
 public:
  explicit Counted(int* alive) : alive_(alive) { ++*alive_; }
  Counted(const Counted& other) : Counted(other.alive_) {}
  Counted(Counted&& other) noexcept : Counted(other.alive_) {}
  Counted& operator=(const Counted&) = delete;
  ~Counted() { --*alive_; }

 private:
  int* alive_;
};

#endif  // RACELINGS_TESTS_KITCHEN_COROUTINES_H_
