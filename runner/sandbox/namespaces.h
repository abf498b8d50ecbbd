#ifndef RACELINGS_RUNNER_SANDBOX_NAMESPACES_H_
#define RACELINGS_RUNNER_SANDBOX_NAMESPACES_H_

#include <filesystem>

#include "runner/sandbox/confinement.h"

namespace racelings {

// Puts this process into namespaces of its own: no network, no other process,
// and of the files what `confinement` says. To be called between fork and exec.
//
// Returns in a new child, which is to become the command; the process that
// called waits for that one and ends as it does, and all that it left ends with
// it. Returns an errno when this is not possible here; then nothing has been
// promised, and the process should end.
//
// REQUIRES: this process has one thread.
int EnterNamespaces(const Confinement& confinement, const Allowance& allowance,
                    const std::filesystem::path& directory);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_SANDBOX_NAMESPACES_H_
