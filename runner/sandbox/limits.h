#ifndef RACELINGS_RUNNER_SANDBOX_LIMITS_H_
#define RACELINGS_RUNNER_SANDBOX_LIMITS_H_

#include "runner/sandbox/confinement.h"

namespace racelings {

// What the kernel keeps processes to: the size of files, how many there are, no
// core dumps. Inherited by all that this one starts.
void ApplyLimits(const Allowance& allowance);

// Takes from this process, for good, whatever root could do to others: it may
// not read their memory, and no program that it starts gains any right.
void GiveUpRights();

}  // namespace racelings

#endif  // RACELINGS_RUNNER_SANDBOX_LIMITS_H_
