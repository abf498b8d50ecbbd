// How long something took, as the scripts print it.

#ifndef RACELINGS_KITCHEN_STOPWATCH_H_
#define RACELINGS_KITCHEN_STOPWATCH_H_

#include <chrono>
#include <string>

namespace kitchen {

// Runs from its construction.
class Stopwatch {
 public:
  std::chrono::nanoseconds Elapsed() const {
    return std::chrono::steady_clock::now() - start_;
  }

 private:
  std::chrono::steady_clock::time_point start_ =
      std::chrono::steady_clock::now();
};

// "10.00" for ten seconds.
std::string Seconds(std::chrono::nanoseconds time);

}  // namespace kitchen

#endif  // RACELINGS_KITCHEN_STOPWATCH_H_
