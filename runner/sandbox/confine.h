#ifndef RACELINGS_RUNNER_SANDBOX_CONFINE_H_
#define RACELINGS_RUNNER_SANDBOX_CONFINE_H_

#include <filesystem>
#include <vector>

#include "runner/sandbox/confinement.h"

namespace racelings {

// How a command that is not trusted is to be started.
struct Confining {
  Isolation isolation = Isolation::kLimits;
  Allowance allowance;
  std::vector<std::filesystem::path> doors{};  // see Cgroup
};

// Makes this process, between fork and exec, one that may become a confined
// command: an environment with nothing of the runner's, no descriptors but the
// standard streams and, as `report_descriptor`, a new file `report` (where that
// is not empty), and, but for bubblewrap, whose words the command's have to be
// wrapped in, the isolation. May return in a child of this process: see
// EnterNamespaces. Returns an errno, or 0.
int BecomeConfined(const Confining& confining, const Confinement& confinement,
                   const std::filesystem::path& directory,
                   const std::filesystem::path& report, int report_descriptor);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_SANDBOX_CONFINE_H_
