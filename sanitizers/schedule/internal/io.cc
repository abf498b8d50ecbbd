#include "schedule/internal/io.h"

#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>

#include "schedule/internal/deadline.h"
#include "schedule/internal/kernel_calls.h"
#include "schedule/internal/scheduler.h"
#include "schedule/internal/timers.h"

namespace schedule::internal {
namespace {

// All of them are on one object, and so none goes with another: what is written
// to one descriptor may make any other ready, through epoll or a process.
const char descriptors = 0;

void ReachIo(IoCall call, FileKind file, int fd, const IoWait* wait,
             int64_t deadline) {
  TheScheduler().Reach({.kind = OpKind::kIo,
                        .object = &descriptors,
                        .object_kind = ObjectKind::kDescriptor,
                        .deadline = deadline,
                        .io = wait,
                        .call = call,
                        .file = file,
                        .fd = fd});
  FireTimers(TheScheduler().now());
}

int64_t TimeoutOf(int socket, int option) {
  timeval span = {};
  if (!GetOption(socket, option, &span) ||
      (span.tv_sec == 0 && span.tv_usec == 0)) {
    return kNever;
  }
  return DeadlineIn({.tv_sec = span.tv_sec, .tv_nsec = span.tv_usec * 1000});
}

}  // namespace

bool IsFollowed(int fd, FileKind* file) {
  if (Scheduler::Self() == nullptr) return false;
  *file = KindOf(fd);
  return *file != FileKind::kNone;
}

void Announce(IoCall call, FileKind file, int fd) {
  ReachIo(call, file, fd, nullptr, kNever);
}

bool Await(IoCall call, FileKind file, int fd, const IoWait& wait,
           int64_t deadline) {
  for (;;) {
    // A timer may end the wait as well, or else turn out to be another's.
    const int64_t timer = NextTimer();
    ReachIo(call, file, fd, &wait, deadline < timer ? deadline : timer);
    if (IsReady(wait)) return true;
    if (TheScheduler().now() >= deadline) return false;
  }
}

bool AwaitOne(IoCall call, FileKind file, int fd, short events,  // NOLINT
              bool at_once) {
  if (at_once || IsNonBlocking(fd)) {
    Announce(call, file, fd);
    return true;
  }
  const int64_t deadline =
      file != FileKind::kSocket
          ? kNever
          : TimeoutOf(fd, events == POLLIN ? SO_RCVTIMEO : SO_SNDTIMEO);
  const pollfd poll = {.fd = fd, .events = events, .revents = 0};
  const IoWait wait = {.polls = &poll, .count = 1};
  if (Await(call, file, fd, wait, deadline)) return true;
  errno = EAGAIN;
  return false;
}

ssize_t NoteResult(ssize_t result) {
  if (result < 0 && errno == EAGAIN) TheScheduler().NoteIdle();
  return result;
}

}  // namespace schedule::internal
