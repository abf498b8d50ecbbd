#include "runner/sandbox/limits.h"

#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <system_error>

namespace racelings {

namespace {

// Threads that this user has now.
rlim_t TasksOfThisUser() {
  rlim_t tasks = 0;
  std::error_code error;
  for (std::filesystem::directory_iterator entry("/proc", error), end;
       !error && entry != end; entry.increment(error)) {
    struct stat status = {};
    if (stat(entry->path().c_str(), &status) != 0 || status.st_uid != getuid())
      continue;
    const std::filesystem::path threads = entry->path() / "task";
    // Its links: itself, its parent's, and one from each thread's folder.
    if (stat(threads.c_str(), &status) == 0) tasks += status.st_nlink - 2;
  }
  return tasks;
}

}  // namespace

void ApplyLimits(const Allowance& allowance) {
  const rlimit none = {.rlim_cur = 0, .rlim_max = 0};
  const rlimit file = {.rlim_cur = allowance.file, .rlim_max = allowance.file};
  // Of all that this user runs; root is not bound by it. See Cgroup.
  if (getuid() != 0) {
    const rlim_t tasks =
        TasksOfThisUser() + static_cast<rlim_t>(allowance.threads);
    const rlimit processes = {.rlim_cur = tasks, .rlim_max = tasks};
    setrlimit(RLIMIT_NPROC, &processes);
  }
  setrlimit(RLIMIT_CORE, &none);
  setrlimit(RLIMIT_FSIZE, &file);
}

void GiveUpRights() {
  for (int right = 0; prctl(PR_CAPBSET_READ, right, 0, 0, 0) >= 0; ++right)
    prctl(PR_CAPBSET_DROP, right, 0, 0, 0);
  __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3,
                                     .pid = 0};
  std::array<__user_cap_data_struct, _LINUX_CAPABILITY_U32S_3> none = {};
  syscall(SYS_capset, &header, none.data());
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

}  // namespace racelings
