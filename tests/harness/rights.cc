#include "harness/rights.h"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdint>
#include <vector>

namespace harness {
namespace {

#if defined(__x86_64__)
constexpr uint32_t kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr uint32_t kArchitecture = AUDIT_ARCH_AARCH64;
#else
constexpr uint32_t kArchitecture = 0;  // then there is no filter
#endif

// Calls of other tables, that of x32 for one, have this in their number.
constexpr uint32_t kOtherTable = 0x40000000;

constexpr int kNever[] = {
    SYS_ptrace,
    SYS_process_vm_readv,
    SYS_process_vm_writev,
    SYS_kcmp,
    SYS_pidfd_getfd,
    SYS_perf_event_open,
    SYS_bpf,
    SYS_userfaultfd,
    SYS_io_uring_setup,
    SYS_mount,
    SYS_umount2,
    SYS_pivot_root,
    SYS_chroot,
    SYS_unshare,
    SYS_setns,
    SYS_open_tree,
    SYS_move_mount,
    SYS_fsopen,
    SYS_fsmount,
    SYS_open_by_handle_at,
    SYS_keyctl,
    SYS_add_key,
    SYS_request_key,
    SYS_setsid,
    SYS_setpgid,
    SYS_reboot,
    SYS_kexec_load,
    SYS_init_module,
    SYS_finit_module,
    SYS_delete_module,
    SYS_swapon,
    SYS_swapoff,
    SYS_acct,
    SYS_sethostname,
    SYS_setdomainname,
    SYS_settimeofday,
    SYS_clock_settime,
};

// Never with the judge, or all processes at once, as the first argument.
constexpr int kNotToTheJudge[] = {
    SYS_kill,       SYS_tgkill,          SYS_tkill,
    SYS_pidfd_open, SYS_rt_sigqueueinfo, SYS_rt_tgsigqueueinfo,
    SYS_prlimit64,  SYS_process_madvise,
};

sock_filter Load(size_t offset) {
  return BPF_STMT(BPF_LD | BPF_W | BPF_ABS, static_cast<uint32_t>(offset));
}

sock_filter Return(uint32_t what) { return BPF_STMT(BPF_RET | BPF_K, what); }

// Skips as many instructions as said, if what was loaded is `value`, or not.
sock_filter IfEqual(uint32_t value, uint8_t skip, uint8_t otherwise) {
  return BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, skip, otherwise);
}

std::vector<sock_filter> MakeFilter(pid_t judge) {
  const sock_filter end = Return(SECCOMP_RET_KILL_PROCESS);
  std::vector<sock_filter> filter = {
      Load(offsetof(seccomp_data, arch)),
      IfEqual(kArchitecture, 1, 0),
      end,
      Load(offsetof(seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, kOtherTable, 0, 1),
      end};
  for (const int call : kNever) {
    filter.push_back(IfEqual(static_cast<uint32_t>(call), 0, 1));
    filter.push_back(end);
  }
  const uint32_t victims[] = {static_cast<uint32_t>(judge),
                              static_cast<uint32_t>(-judge), 1,
                              static_cast<uint32_t>(-1)};
  for (const int call : kNotToTheJudge) {
    // The low half of the argument: process ids have no more.
    filter.push_back(IfEqual(static_cast<uint32_t>(call), 0, 10));
    filter.push_back(Load(offsetof(seccomp_data, args)));
    for (const uint32_t victim : victims) {
      filter.push_back(IfEqual(victim, 0, 1));
      filter.push_back(end);
    }
    filter.push_back(Return(SECCOMP_RET_ALLOW));
  }
  filter.push_back(Return(SECCOMP_RET_ALLOW));
  return filter;
}

}  // namespace

void Seclude() { prctl(PR_SET_DUMPABLE, 0); }

void GiveUpRights() {
  // The judge has to look at its workers, and they at theirs.
  prctl(PR_SET_DUMPABLE, 1);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  if (kArchitecture == 0) return;
  std::vector<sock_filter> filter = MakeFilter(getppid());
  const sock_fprog program = {.len = static_cast<unsigned short>(
                                  filter.size()),  // NOLINT(google-runtime-int)
                              .filter = filter.data()};
  syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_SPEC_ALLOW,
          &program);
}

}  // namespace harness
