// The virtual clock, as the C library's clocks show it.

#ifndef RACELINGS_SCHEDULE_INTERNAL_DEADLINE_H_
#define RACELINGS_SCHEDULE_INTERNAL_DEADLINE_H_

#include <time.h>

#include <cstdint>

namespace schedule::internal {

inline constexpr int64_t kNanosPerSecond = 1'000'000'000;

// What clock `clock` shows at virtual time 0. Every schedule begins at the same
// moment, so that a program that prints the time prints the same each time.
int64_t ClockOrigin(clockid_t clock);

// The virtual nanosecond at which `clock` shows `until`.
int64_t VirtualDeadline(clockid_t clock, const timespec& until);

// The virtual nanosecond that is `span` from now; never past kNever.
int64_t DeadlineIn(const timespec& span);

}  // namespace schedule::internal

#endif  // RACELINGS_SCHEDULE_INTERNAL_DEADLINE_H_
