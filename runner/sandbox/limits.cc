#include "runner/sandbox/limits.h"

#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>

namespace racelings {

void ApplyLimits(const Allowance& allowance) {
  const rlimit none = {.rlim_cur = 0, .rlim_max = 0};
  const rlimit file = {.rlim_cur = allowance.file, .rlim_max = allowance.file};
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
