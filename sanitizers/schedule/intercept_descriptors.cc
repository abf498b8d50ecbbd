// What else is done with descriptors that others may wait for: closing one end
// ends the other's waiting; connections; timers.

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "schedule/internal/deadline.h"
#include "schedule/internal/io.h"
#include "schedule/internal/kernel_calls.h"
#include "schedule/internal/raw_syscall.h"
#include "schedule/internal/real.h"
#include "schedule/internal/scheduler.h"
#include "schedule/internal/timers.h"

using schedule::internal::AddTimer;
using schedule::internal::Announce;
using schedule::internal::AwaitOne;
using schedule::internal::DeadlineIn;
using schedule::internal::FileKind;
using schedule::internal::FindTimer;
using schedule::internal::FireTimers;
using schedule::internal::ForgetTimer;
using schedule::internal::IoCall;
using schedule::internal::IsFollowed;
using schedule::internal::kNanosPerSecond;
using schedule::internal::kNever;
using schedule::internal::NoteResult;
using schedule::internal::PollNow;
using schedule::internal::RawSyscall;
using schedule::internal::Scheduler;
using schedule::internal::TheScheduler;
using schedule::internal::Timer;
using schedule::internal::VirtualDeadline;

SCHEDULE_REAL(close);
SCHEDULE_REAL(dup2);
SCHEDULE_REAL(dup3);
SCHEDULE_REAL(shutdown);
SCHEDULE_REAL(accept);
SCHEDULE_REAL(accept4);
SCHEDULE_REAL(connect);
SCHEDULE_REAL(timerfd_create);
SCHEDULE_REAL(timerfd_settime);
SCHEDULE_REAL(timerfd_gettime);

namespace {

// Before `fd` is closed, by whatever call.
void AnnounceClose(int fd) {
  FileKind file;
  if (!IsFollowed(fd, &file)) return;
  Announce(IoCall::kClose, file, fd);
  ForgetTimer(fd);
}

bool AwaitConnection(int socket) {
  FileKind file;
  return !IsFollowed(socket, &file) ||
         AwaitOne(IoCall::kAccept, file, socket, POLLIN, false);
}

// Nagle's algorithm keeps bytes back for a while of real time, which is no part
// of a schedule. A no-op on what is no TCP socket.
void SendAtOnce(int socket) {
  const int yes = 1;
  RawSyscall(SYS_setsockopt, socket, IPPROTO_TCP, TCP_NODELAY,
             reinterpret_cast<long>(&yes), sizeof(yes));
}

int NoteAccepted(int fd) {
  if (Scheduler::Self() == nullptr) return fd;
  if (fd >= 0) SendAtOnce(fd);
  return static_cast<int>(NoteResult(fd));
}

// ---- Timers ---------------------------------------------------------------

timespec ToTimespec(int64_t ns) {
  return {.tv_sec = ns / kNanosPerSecond, .tv_nsec = ns % kNanosPerSecond};
}

bool IsSet(const timespec& time) {
  return time.tv_sec != 0 || time.tv_nsec != 0;
}

itimerspec Left(const Timer& timer) {
  itimerspec left = {};
  if (timer.deadline == kNever) return left;
  left.it_value = ToTimespec(timer.deadline - TheScheduler().now());
  left.it_interval = ToTimespec(timer.interval);
  return left;
}

// Setting a timer forgets that it went off.
void Drain(int fd) {
  pollfd poll = {.fd = fd, .events = POLLIN, .revents = 0};
  uint64_t times = 0;
  if (PollNow(&poll, 1) == 1) {
    RawSyscall(SYS_read, fd, reinterpret_cast<long>(&times), sizeof(times));
  }
}

}  // namespace

extern "C" {

int close(int fd) {
  AnnounceClose(fd);
  return real_close()(fd);
}

int dup2(int from, int to) noexcept {
  if (from != to) AnnounceClose(to);
  return real_dup2()(from, to);
}

int dup3(int from, int to, int flags) noexcept {
  if (from != to) AnnounceClose(to);
  return real_dup3()(from, to, flags);
}

int shutdown(int socket, int how) noexcept {
  FileKind file;
  if (IsFollowed(socket, &file)) Announce(IoCall::kShutdown, file, socket);
  return real_shutdown()(socket, how);
}

int accept(int socket, sockaddr* from, socklen_t* size) {
  if (!AwaitConnection(socket)) return -1;
  return NoteAccepted(real_accept()(socket, from, size));
}

int accept4(int socket, sockaddr* from, socklen_t* size, int flags) {
  if (!AwaitConnection(socket)) return -1;
  return NoteAccepted(real_accept4()(socket, from, size, flags));
}

int connect(int socket, const sockaddr* to, socklen_t size) {
  FileKind file;
  if (IsFollowed(socket, &file)) {
    Announce(IoCall::kConnect, file, socket);
    SendAtOnce(socket);
  }
  return real_connect()(socket, to, size);
}

int timerfd_create(clockid_t clock, int flags) noexcept {
  if (Scheduler::Self() == nullptr) return real_timerfd_create()(clock, flags);
  static_assert(int{TFD_NONBLOCK} == int{EFD_NONBLOCK} &&
                int{TFD_CLOEXEC} == int{EFD_CLOEXEC});
  const int fd = eventfd(0, flags);
  if (fd >= 0 && !AddTimer(fd, clock)) {
    real_close()(fd);
    errno = EMFILE;
    return -1;
  }
  return fd;
}

int timerfd_settime(int fd, int flags, const itimerspec* wanted,
                    itimerspec* old) noexcept {
  if (Scheduler::Self() == nullptr || FindTimer(fd) == nullptr) {
    return real_timerfd_settime()(fd, flags, wanted, old);
  }
  Announce(IoCall::kSetTimer, FileKind::kTimer, fd);
  Timer* timer = FindTimer(fd);
  if (timer == nullptr) {  // Closed meanwhile.
    errno = EBADF;
    return -1;
  }
  if (old != nullptr) *old = Left(*timer);
  Drain(fd);
  timer->deadline = kNever;
  if (IsSet(wanted->it_value)) {
    timer->deadline = (flags & TFD_TIMER_ABSTIME) != 0
                          ? VirtualDeadline(timer->clock, wanted->it_value)
                          : DeadlineIn(wanted->it_value);
  }
  timer->interval = wanted->it_interval.tv_sec * kNanosPerSecond +
                    wanted->it_interval.tv_nsec;
  TheScheduler().NoteTimer(timer->deadline);
  return 0;
}

int timerfd_gettime(int fd, itimerspec* left) noexcept {
  const Timer* timer = Scheduler::Self() == nullptr ? nullptr : FindTimer(fd);
  if (timer == nullptr) return real_timerfd_gettime()(fd, left);
  FireTimers(TheScheduler().now());
  *left = Left(*timer);
  return 0;
}

}  // extern "C"
