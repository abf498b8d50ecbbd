// Proves that a schedule's string replays it: the same trace and the same
// finding, byte for byte, in a new process each time.

#ifndef RACELINGS_TESTS_KERNELS_REPLAY_PROOF_H_
#define RACELINGS_TESTS_KERNELS_REPLAY_PROOF_H_

#include <vector>

#include "kernels/kernel.h"

namespace kernels {

// So many kernels are to be proved.
inline constexpr int kProved = 50;

// Searches a kernel, replays what is found `replays` times, and prints
// "ok NAME…" or "not ok NAME…: why"; then the next, until there are kProved.
// A kernel that this build cannot show is passed over, and so is one whose end
// is a matter of real time: an endless loop is stopped from outside, wherever
// it is. Returns 0 when all is well.
//
// REQUIRES: this program answers `--trace NAME [--schedule S] [--raw]` with
// PrintTrace.
int ProveReplays(const std::vector<Kernel>& kernels, int replays);

// Searches a kernel, or replays one schedule of it (Options::replay), and
// prints the finding as JSON, or "clean".
int PrintTrace(const Kernel& kernel, schedule::Options options);

}  // namespace kernels

#endif  // RACELINGS_TESTS_KERNELS_REPLAY_PROOF_H_
