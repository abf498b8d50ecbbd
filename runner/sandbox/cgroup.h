#ifndef RACELINGS_RUNNER_SANDBOX_CGROUP_H_
#define RACELINGS_RUNNER_SANDBOX_CGROUP_H_

#include <filesystem>
#include <string>
#include <vector>

#include "runner/sandbox/confinement.h"

namespace racelings {

// A group of the kernel's (cgroup, of version 1 or 2) that holds everything in
// it to an allowance at once: how many threads there are, and how much memory
// they use. A watcher looks now and then; what doubles with each step is faster
// than that.
//
// Most users may not make one, and then this does nothing. Root may, where a
// container does not forbid it, and root is whom RLIMIT_NPROC does not bind.
class Cgroup {
 public:
  // Below the group that this process is in.
  explicit Cgroup(const Allowance& allowance);
  Cgroup(const Cgroup&) = delete;
  Cgroup& operator=(const Cgroup&) = delete;
  // REQUIRES: nothing that joined is still there.
  ~Cgroup();

  // Files that a process writes "0" to in order to join; none where there is no
  // group.
  const std::vector<std::filesystem::path>& doors() const { return doors_; }

 private:
  void Make(const std::filesystem::path& parent, const Allowance& allowance);

  std::vector<std::filesystem::path> folders_;
  std::vector<std::filesystem::path> doors_;
};

}  // namespace racelings

#endif  // RACELINGS_RUNNER_SANDBOX_CGROUP_H_
