// Work for the processor, of a known length.

#ifndef RACELINGS_KITCHEN_COMPUTE_H_
#define RACELINGS_KITCHEN_COMPUTE_H_

#include <chrono>

namespace kitchen {

// Computes something that takes the calling thread `time` of a processor, and
// returns: it is the thread that is busy, and so is everything that waits for
// the thread. Threads that compute at the same time take no longer than one, as
// long as each has a processor.
//
// Thread safety: any thread, at any time.
void Compute(std::chrono::milliseconds time);

// Has `computer` do it instead, as a test does on its virtual clock. Null: as
// above again. Returns who did it before.
//
// REQUIRES: no other thread is in Compute.
using Computer = void (*)(std::chrono::milliseconds time);
Computer SetComputer(Computer computer);

}  // namespace kitchen

#endif  // RACELINGS_KITCHEN_COMPUTE_H_
