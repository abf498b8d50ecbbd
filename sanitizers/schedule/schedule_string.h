// Schedules as short text: who was picked at each point where more than one
// thread could go. Thread 0 is a, thread 1 is b; a number counts repeats:
// "a3bc2" is main three times, the first thread once, the second twice. Threads
// from 26 on are written (26); "-" is a schedule that left no choice. Where the
// choice is whether an operation fails for no reason, "!" says that it does.

#ifndef RACELINGS_SCHEDULE_SCHEDULE_STRING_H_
#define RACELINGS_SCHEDULE_SCHEDULE_STRING_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schedule {

// The pick that "!" stands for. No thread has this number.
inline constexpr uint16_t kForNoReason = UINT16_MAX;

// Stands before a schedule that needs the adversarial clock.
inline constexpr std::string_view kLate = "late:";

// The picks alone. Sets `late`, unless it is null, to whether kLate was there.
std::string_view TakeLate(std::string_view text, bool* late);

std::string FormatSchedule(const std::vector<uint16_t>& picks);

// Empty where `text` is no schedule. Of one with kLate, takes the picks alone.
std::optional<std::vector<uint16_t>> ParseSchedule(std::string_view text);

}  // namespace schedule

#endif  // RACELINGS_SCHEDULE_SCHEDULE_STRING_H_
