// What two cooks, John and Jane, have to do with one list of orders, however
// they guard it.

#ifndef RACELINGS_HARNESS_TWO_COOKS_H_
#define RACELINGS_HARNESS_TWO_COOKS_H_

#include <chrono>
#include <string>
#include <vector>

#include "harness/burgers.h"
#include "harness/transcript.h"

namespace harness {

// Has the burgers made, by a function of the test's that calls the answer. (The
// answer's own has no address in a judge before it is first called.)
using ServeBurgers = void (*)(const Burgers& burgers);

// Ends the schedule unless `serve`, given burgers that take `times`, begins
// each of them at `begun` and has made all of them after `wanted`. `what` names
// them.
void RequireTimes(ServeBurgers serve, const std::string& what,
                  const std::vector<std::chrono::nanoseconds>& times,
                  const std::vector<std::chrono::nanoseconds>& begun,
                  std::chrono::nanoseconds wanted,
                  const char* file = __builtin_FILE(),
                  int line = __builtin_LINE());

// Ends the schedule unless the two have said that they work, and that they are
// done, once for each of `count` things called `what`.
void RequireStaffSaidWhatTheyDid(const Transcript& transcript, int count,
                                 const std::string& what,
                                 const char* file = __builtin_FILE(),
                                 int line = __builtin_LINE());

}  // namespace harness

#endif  // RACELINGS_HARNESS_TWO_COOKS_H_
