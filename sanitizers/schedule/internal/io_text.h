// Operations on descriptors, in words.

#ifndef RACELINGS_SCHEDULE_INTERNAL_IO_TEXT_H_
#define RACELINGS_SCHEDULE_INTERNAL_IO_TEXT_H_

#include <string>

#include "schedule/internal/op.h"

namespace schedule::internal {

// What a thread has done: "reads from a pipe (descriptor 5)".
std::string IoEventText(const Op& op);

// What a thread waits for, and why in vain: "waits to read from a pipe
// (descriptor 5), to which nobody will write…". See Blocked::write_end.
std::string IoWaitText(const Op& op, int write_end);

// The message for a thread that waits for somebody outside for too long.
std::string OutsideText(const Op& op);

}  // namespace schedule::internal

#endif  // RACELINGS_SCHEDULE_INTERNAL_IO_TEXT_H_
