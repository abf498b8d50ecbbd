#ifndef RACELINGS_RUNNER_SYSTEM_PROCESSOR_TIME_H_
#define RACELINGS_RUNNER_SYSTEM_PROCESSOR_TIME_H_

#include <sys/types.h>

#include <chrono>
#include <cstddef>

namespace racelings {

// How many processors this process may use; at least 1.
std::size_t Processors();

// The processor time that `process` has used, and all that it started: those
// that are still there and those that it, or they, have waited for. Zero when
// there is no such process. As exact as the kernel's clock tick, 10 ms.
std::chrono::milliseconds ProcessorTime(pid_t process);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_SYSTEM_PROCESSOR_TIME_H_
