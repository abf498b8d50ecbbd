#ifndef RACELINGS_RUNNER_SYSTEM_SPAWN_H_
#define RACELINGS_RUNNER_SYSTEM_SPAWN_H_

#include <sys/types.h>

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "runner/sandbox/confine.h"
#include "runner/system/process.h"

namespace racelings {

struct Child {
  pid_t pid = -1;   // also its process group, unless it is interactive
  int output = -1;  // the end to read from, non-blocking; -1 when interactive
};

// Starts the program, which dies when this process does. The caller reaps the
// child and closes `output`.
absl::StatusOr<Child> Spawn(const Command& command);

// The same for a command that is not trusted. REQUIRES: it has a confinement,
// and is not interactive.
absl::StatusOr<Child> SpawnConfined(const Command& command,
                                    const Confining& confining);

// Starts the program in a session of its own, with no standard streams. It
// outlives this process, and KillAllChildren leaves it, and all that it starts,
// alone.
absl::Status SpawnDetached(const std::vector<std::string>& words);

// Kills and reaps every child this process has, orphans adopted included.
// REQUIRES: nothing that should live on is among them, but for what is
// detached.
void KillAllChildren();

}  // namespace racelings

#endif  // RACELINGS_RUNNER_SYSTEM_SPAWN_H_
