// Waiting for several descriptors, and for a time: poll, select, epoll_wait.

#include <errno.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <time.h>

#include "schedule/internal/deadline.h"
#include "schedule/internal/io.h"
#include "schedule/internal/kernel_calls.h"
#include "schedule/internal/real.h"
#include "schedule/internal/scheduler.h"

using schedule::internal::Announce;
using schedule::internal::Await;
using schedule::internal::DeadlineIn;
using schedule::internal::FileKind;
using schedule::internal::IoCall;
using schedule::internal::IoWait;
using schedule::internal::KindOf;
using schedule::internal::kNever;
using schedule::internal::PollNow;
using schedule::internal::Scheduler;
using schedule::internal::TheScheduler;

SCHEDULE_REAL(poll);
SCHEDULE_REAL(ppoll);
SCHEDULE_REAL(select);
SCHEDULE_REAL(pselect);
SCHEDULE_REAL(epoll_wait);
SCHEDULE_REAL(epoll_pwait);
SCHEDULE_REAL(epoll_pwait2);
SCHEDULE_REAL(epoll_ctl);

namespace {

constexpr timespec kAtOnce = {.tv_sec = 0, .tv_nsec = 0};

// A time-out as these calls take it: negative, or none, is for ever.
int64_t DeadlineAfter(int milliseconds) {
  if (milliseconds < 0) return kNever;
  return DeadlineIn({.tv_sec = milliseconds / 1000,
                     .tv_nsec = milliseconds % 1000 * 1'000'000L});
}

int64_t DeadlineAfter(const timespec* span) {
  return span == nullptr ? kNever : DeadlineIn(*span);
}

// Waits, and then makes `look`: the real call, with no time-out.
// `ends_at_once`: something is wrong with its arguments, which the real call
// will say.
template <typename Look>
int WaitAndLook(IoCall call, FileKind file, int fd, const IoWait& wait,
                int64_t deadline, bool ends_at_once, const Look& look) {
  Scheduler& scheduler = TheScheduler();
  const bool only_looks = deadline <= scheduler.now();
  for (;;) {
    bool in_time = false;
    if (only_looks || ends_at_once) {
      Announce(call, file, fd);
    } else {
      in_time = Await(call, file, fd, wait, deadline);
    }
    const int found = look();
    if (found != 0) return found;
    if (!in_time) {
      if (only_looks) scheduler.NoteIdle();
      return 0;
    }
    scheduler.NoteIdle();
  }
}

// Whether one of them is no descriptor: poll() tells at once.
bool HasInvalid(const pollfd* polls, nfds_t count) {
  for (nfds_t i = 0; i < count; ++i) {
    pollfd one = {.fd = polls[i].fd, .events = 0, .revents = 0};
    PollNow(&one, 1);
    if ((one.revents & POLLNVAL) != 0) return true;
  }
  return false;
}

template <typename Look>
int Poll(const pollfd* polls, nfds_t count, int64_t deadline,
         const Look& look) {
  const bool one = count == 1 && polls[0].fd >= 0;
  const int fd = one ? polls[0].fd : -1;
  return WaitAndLook(IoCall::kPoll, one ? KindOf(fd) : FileKind::kNone, fd,
                     {.polls = polls, .count = static_cast<int>(count)},
                     deadline, HasInvalid(polls, count), look);
}

// The sets of select() as they were given: the real call changes them.
class Sets {
 public:
  Sets(int count, fd_set* read, fd_set* write, fd_set* except)
      : given_{read, write, except} {
    // What select() takes for ready, as the kernel has it (fs/select.c).
    constexpr short kReady[] = {
        // NOLINT(google-runtime-int): poll()'s type.
        POLLIN | POLLRDNORM | POLLRDBAND | POLLHUP | POLLERR,
        POLLOUT | POLLWRNORM | POLLWRBAND | POLLERR, POLLPRI};
    constexpr short kAsked[] = {POLLIN, POLLOUT, POLLPRI};  // NOLINT
    for (int i = 0; i < 3; ++i) {
      if (given_[i] != nullptr) kept_[i] = *given_[i];
    }
    for (int fd = 0; fd < count && fd < FD_SETSIZE; ++fd) {
      pollfd poll = {.fd = fd, .events = 0, .revents = 0};
      for (int i = 0; i < 3; ++i) {
        if (given_[i] == nullptr || !FD_ISSET(fd, given_[i])) continue;
        poll.events = static_cast<short>(poll.events | kAsked[i]);    // NOLINT
        poll.revents = static_cast<short>(poll.revents | kReady[i]);  // NOLINT
      }
      if (poll.events != 0) polls_[polls_count_++] = poll;
    }
  }

  void Restore() {
    for (int i = 0; i < 3; ++i) {
      if (given_[i] != nullptr) *given_[i] = kept_[i];
    }
  }

  const pollfd* polls() const { return polls_; }
  int count() const { return polls_count_; }

 private:
  fd_set* given_[3];
  fd_set kept_[3];
  pollfd polls_[FD_SETSIZE];
  int polls_count_ = 0;
};

template <typename Look>
int Select(Sets* sets, int64_t deadline, const Look& look) {
  const bool one = sets->count() == 1;
  const int fd = one ? sets->polls()[0].fd : -1;
  return WaitAndLook(
      IoCall::kSelect, one ? KindOf(fd) : FileKind::kNone, fd,
      {.polls = sets->polls(), .count = sets->count(), .exact = true}, deadline,
      HasInvalid(sets->polls(), static_cast<nfds_t>(sets->count())), [&] {
        sets->Restore();
        return look();
      });
}

template <typename Look>
int EpollWait(int epoll, int most, int64_t deadline, const Look& look) {
  const pollfd poll = {.fd = epoll, .events = POLLIN, .revents = 0};
  const FileKind file = KindOf(epoll);
  return WaitAndLook(IoCall::kEpollWait, file, epoll,
                     {.polls = &poll, .count = 1}, deadline,
                     file != FileKind::kEpoll || most < 1, look);
}

}  // namespace

extern "C" {

int poll(pollfd* polls, nfds_t count, int timeout) {
  if (Scheduler::Self() == nullptr) return real_poll()(polls, count, timeout);
  return Poll(polls, count, DeadlineAfter(timeout),
              [&] { return real_poll()(polls, count, 0); });
}

int ppoll(pollfd* polls, nfds_t count, const timespec* timeout,
          const sigset_t* mask) {
  if (Scheduler::Self() == nullptr) {
    return real_ppoll()(polls, count, timeout, mask);
  }
  return Poll(polls, count, DeadlineAfter(timeout),
              [&] { return real_ppoll()(polls, count, &kAtOnce, mask); });
}

int select(int count, fd_set* read, fd_set* write, fd_set* except,
           timeval* timeout) {
  if (Scheduler::Self() == nullptr) {
    return real_select()(count, read, write, except, timeout);
  }
  int64_t deadline = kNever;
  if (timeout != nullptr) {
    deadline = DeadlineIn(
        {.tv_sec = timeout->tv_sec, .tv_nsec = timeout->tv_usec * 1000});
  }
  Sets sets(count, read, write, except);
  return Select(&sets, deadline, [&] {
    timeval none = {};
    return real_select()(count, read, write, except, &none);
  });
}

int pselect(int count, fd_set* read, fd_set* write, fd_set* except,
            const timespec* timeout, const sigset_t* mask) {
  if (Scheduler::Self() == nullptr) {
    return real_pselect()(count, read, write, except, timeout, mask);
  }
  Sets sets(count, read, write, except);
  return Select(&sets, DeadlineAfter(timeout), [&] {
    return real_pselect()(count, read, write, except, &kAtOnce, mask);
  });
}

int epoll_wait(int epoll, epoll_event* events, int most, int timeout) {
  if (Scheduler::Self() == nullptr) {
    return real_epoll_wait()(epoll, events, most, timeout);
  }
  return EpollWait(epoll, most, DeadlineAfter(timeout),
                   [&] { return real_epoll_wait()(epoll, events, most, 0); });
}

int epoll_pwait(int epoll, epoll_event* events, int most, int timeout,
                const sigset_t* mask) {
  if (Scheduler::Self() == nullptr) {
    return real_epoll_pwait()(epoll, events, most, timeout, mask);
  }
  return EpollWait(epoll, most, DeadlineAfter(timeout), [&] {
    return real_epoll_pwait()(epoll, events, most, 0, mask);
  });
}

int epoll_pwait2(int epoll, epoll_event* events, int most,
                 const timespec* timeout, const sigset_t* mask) {
  if (Scheduler::Self() == nullptr) {
    if (real_epoll_pwait2() == nullptr) {
      errno = ENOSYS;
      return -1;
    }
    return real_epoll_pwait2()(epoll, events, most, timeout, mask);
  }
  return EpollWait(epoll, most, DeadlineAfter(timeout), [&] {
    return real_epoll_pwait()(epoll, events, most, 0, mask);
  });
}

int epoll_ctl(int epoll, int what, int fd, epoll_event* event) noexcept {
  if (Scheduler::Self() != nullptr) {
    Announce(IoCall::kEpollControl, FileKind::kEpoll, epoll);
  }
  return real_epoll_ctl()(epoll, what, fd, event);
}

}  // extern "C"
