// What main.cc and the tests expect of executor.cc. Nothing to change here.

#ifndef RACELINGS_15_EXECUTOR_H_
#define RACELINGS_15_EXECUTOR_H_

#include <functional>
#include <vector>

// Calls function(n) once for each n of `inputs`, on threads of its own, and
// returns the results in the order of `inputs`, whatever order the calls end
// in. At most `max_workers` calls run at the same time; the next input goes
// first, as soon as fewer do. Returns when all calls have ended.
//
// `function` is called by several threads at once.
//
// REQUIRES: max_workers >= 1; `function` does not throw.
std::vector<int> Map(const std::function<int(int)>& function,
                     const std::vector<int>& inputs, int max_workers);

#endif  // RACELINGS_15_EXECUTOR_H_
