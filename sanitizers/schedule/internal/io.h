// What the interceptors of calls on file descriptors share: the visible
// operation in front of the call.
//
// The real call is made when it will not block: one that waits is announced
// with what it waits for, and is let go on once that is ready.
//
// REQUIRES, of all of these: Scheduler::Self() != nullptr. They leave errno
// alone, except where it says otherwise.

#ifndef RACELINGS_SCHEDULE_INTERNAL_IO_H_
#define RACELINGS_SCHEDULE_INTERNAL_IO_H_

#include <sys/types.h>
#include <time.h>

#include "schedule/internal/descriptors.h"
#include "schedule/internal/op.h"

namespace schedule::internal {

// Whether the calling thread is explored and `fd` is something that threads can
// wait for one another with; then sets `file`. May be called on any thread.
bool IsFollowed(int fd, FileKind* file);

// A call that does not wait.
void Announce(IoCall call, FileKind file, int fd);

// A call that waits for `wait`, until `deadline`. False when that came first.
bool Await(IoCall call, FileKind file, int fd, const IoWait& wait,
           int64_t deadline);

// The same for one descriptor and poll()'s `events`. Does not wait where the
// descriptor is non-blocking or `at_once`. Where a socket's own time-out
// (SO_RCVTIMEO, SO_SNDTIMEO) ran out: sets errno, and returns false.
bool AwaitOne(IoCall call, FileKind file, int fd, short events,  // NOLINT
              bool at_once);

// Returns `result`, the real call's. One that failed with EAGAIN changed
// nothing.
ssize_t NoteResult(ssize_t result);

}  // namespace schedule::internal

#endif  // RACELINGS_SCHEDULE_INTERNAL_IO_H_
