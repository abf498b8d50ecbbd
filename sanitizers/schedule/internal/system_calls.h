// The system call that a thread of another process is in.

#ifndef RACELINGS_SCHEDULE_INTERNAL_SYSTEM_CALLS_H_
#define RACELINGS_SCHEDULE_INTERNAL_SYSTEM_CALLS_H_

#include <sys/types.h>

#include <string>

namespace schedule::internal {

// Its name, or "system call 73" for one that has none here. Empty where the
// thread is in none, or the kernel does not tell.
std::string CurrentSystemCall(pid_t process, pid_t thread);

}  // namespace schedule::internal

#endif  // RACELINGS_SCHEDULE_INTERNAL_SYSTEM_CALLS_H_
