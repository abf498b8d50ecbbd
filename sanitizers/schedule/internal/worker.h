// A worker: a forked process that runs schedules and writes what it saw into a
// Channel.

#ifndef RACELINGS_SCHEDULE_INTERNAL_WORKER_H_
#define RACELINGS_SCHEDULE_INTERNAL_WORKER_H_

#include <functional>

#include "schedule/explore.h"
#include "schedule/internal/channel.h"
#include "schedule/internal/scheduler.h"

namespace schedule::internal {

// The schedules first, first + stride, … below end.
struct Range {
  int64_t first = 0;
  int64_t end = 0;
  int64_t stride = 1;
};

// Runs them in this process, which must be the worker's own, and ends it.
[[noreturn]] void RunWorker(const Options& options,
                            const std::function<void()>& body, Channel* channel,
                            const Range& range, const Plan& plan);

}  // namespace schedule::internal

#endif  // RACELINGS_SCHEDULE_INTERNAL_WORKER_H_
