#ifndef RACELINGS_RUNNER_SANDBOX_ISOLATION_H_
#define RACELINGS_RUNNER_SANDBOX_ISOLATION_H_

#include <string>
#include <string_view>

#include "runner/sandbox/confinement.h"

namespace racelings {

// Whether this machine can do it: found out by trying.
bool Works(Isolation isolation);

// The best that works here, found out once. `wanted` is the name of a worse
// one, for those who want that; it is used if it works, and otherwise what is
// below it. "" or another word: the best.
Isolation BestIsolation(std::string_view wanted);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_SANDBOX_ISOLATION_H_
