#ifndef RACELINGS_RUNNER_SYSTEM_USE_H_
#define RACELINGS_RUNNER_SYSTEM_USE_H_

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace racelings {

// What a process uses up, and all that it started. Processes that are gone
// count where they were waited for.
struct Use {
  std::chrono::milliseconds processor_time{0};  // by the kernel's tick, 10 ms
  std::uint64_t memory = 0;  // bytes that are resident, shared ones in each
  int processes = 0;         // itself among them
};

// That of `process`; next to nothing where there is no such process.
Use UseOf(pid_t process);

// How many processors this process may use; at least 1.
std::size_t Processors();

}  // namespace racelings

#endif  // RACELINGS_RUNNER_SYSTEM_USE_H_
