// ThreadSanitizer's own report, with names in place of addresses.

#ifndef RACELINGS_SCHEDULE_INTERNAL_RAW_REPORT_H_
#define RACELINGS_SCHEDULE_INTERNAL_RAW_REPORT_H_

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "schedule/internal/channel.h"
#include "schedule/internal/symbolize.h"

namespace schedule::internal {

// Of a place in a file of code, named as ThreadSanitizer names it (without its
// folder): the frames there, innermost first; none where it is unknown.
using FramesAt = std::function<std::vector<Frame>(const std::string& file,
                                                  uintptr_t offset)>;

// `printed` is what ThreadSanitizer prints with symbolize=0. Each frame of it
// gets its function, file, line and column, and an inlined call a frame of its
// own, as ThreadSanitizer has it when it looks names up itself. The ids of the
// process and of its threads are left out: they say nothing, and differ each
// time.
std::string NameFrames(std::string_view printed, const FramesAt& frames_at);

// What ThreadSanitizer reported in `channel`, with names; "" where it did not.
std::string RawReport(const Channel& channel);

}  // namespace schedule::internal

#endif  // RACELINGS_SCHEDULE_INTERNAL_RAW_REPORT_H_
