// The parent's side of a worker: starts it, and sees to it that it ends.

#ifndef RACELINGS_SCHEDULE_INTERNAL_WATCH_H_
#define RACELINGS_SCHEDULE_INTERNAL_WATCH_H_

#include <sys/types.h>

#include <functional>
#include <memory>
#include <vector>

#include "schedule/explore.h"
#include "schedule/internal/channel.h"
#include "schedule/internal/worker.h"

namespace schedule::internal {

// A Channel in memory that parent and worker share.
class SharedChannel {
 public:
  SharedChannel();
  ~SharedChannel();
  SharedChannel(const SharedChannel&) = delete;
  SharedChannel& operator=(const SharedChannel&) = delete;

  Channel* get() const { return channel_; }  // Null: no memory.
  Channel* operator->() const { return channel_; }

 private:
  Channel* channel_;
};

// Runs one worker for each range, at the same time, and returns when all have
// ended. Every channel then says how: a worker that died, hung or grew too
// large has a kFailed channel like any other.
//
// Once a worker has failed, the others are stopped as soon as they are past the
// schedule at which it did: the result is the earliest failure, whatever the
// number of workers and their speeds.
std::vector<std::unique_ptr<SharedChannel>> RunWorkers(
    const Options& options, const std::function<void()>& body,
    const std::vector<Range>& ranges, const Plan& plan);

}  // namespace schedule::internal

#endif  // RACELINGS_SCHEDULE_INTERNAL_WATCH_H_
