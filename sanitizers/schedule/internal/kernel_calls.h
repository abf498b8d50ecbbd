// Questions to the kernel about descriptors, past the explorer's own
// interceptors. None of them waits.

#ifndef RACELINGS_SCHEDULE_INTERNAL_KERNEL_CALLS_H_
#define RACELINGS_SCHEDULE_INTERNAL_KERNEL_CALLS_H_

#include <poll.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>

#include "schedule/internal/raw_syscall.h"

namespace schedule::internal {

// poll() with no time-out: how many of the `count` are ready, and fills their
// `revents` in; negative on failure. Leaves errno alone.
inline int PollNow(pollfd* polls, int count) {
  timespec zero = {};
  return static_cast<int>(RawSyscall(SYS_ppoll, reinterpret_cast<long>(polls),
                                     count, reinterpret_cast<long>(&zero), 0,
                                     0));
}

// An option of level SOL_SOCKET. False where there is none: `value` is as it
// was. Leaves errno alone.
template <typename T>
bool GetOption(int socket, int option, T* value) {
  socklen_t size = sizeof(*value);
  return RawSyscall(SYS_getsockopt, socket, SOL_SOCKET, option,
                    reinterpret_cast<long>(value),
                    reinterpret_cast<long>(&size)) == 0;
}

}  // namespace schedule::internal

#endif  // RACELINGS_SCHEDULE_INTERNAL_KERNEL_CALLS_H_
