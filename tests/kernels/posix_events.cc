// POSIX: clocks, pipes and event loops.

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "kernels/kernel.h"

namespace kernels {
namespace {

using schedule::Require;

void SleepsAndClocks() {
  timespec before = {};
  clock_gettime(CLOCK_MONOTONIC, &before);
  timeval day = {};
  gettimeofday(&day, nullptr);
  Require(time(nullptr) >= day.tv_sec, "one calendar");
  usleep(1000);
  const timespec span = {.tv_sec = 0, .tv_nsec = 1'000'000};
  nanosleep(&span, nullptr);
  timespec until = before;
  until.tv_nsec += 5'000'000;
  until.tv_sec += until.tv_nsec / 1'000'000'000;
  until.tv_nsec %= 1'000'000'000;
  clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, nullptr);
  timespec after = {};
  clock_gettime(CLOCK_MONOTONIC, &after);
  Require(after.tv_sec > until.tv_sec || after.tv_nsec >= until.tv_nsec,
          "slept long enough");
}

void Pipe() {
  int ends[2];
  Require(pipe(ends) == 0, "a pipe");
  char got = 0;
  Together([&] { Require(read(ends[0], &got, 1) == 1, "a byte"); },
           [&] { Require(write(ends[1], "x", 1) == 1, "a byte"); });
  close(ends[0]);
  close(ends[1]);
}

// What an event loop does: sleeps in epoll_wait until another thread rings.
void EventLoop() {
  const int bell = eventfd(0, EFD_NONBLOCK);
  const int loop = epoll_create1(0);
  epoll_event event = {.events = EPOLLIN, .data = {}};
  epoll_ctl(loop, EPOLL_CTL_ADD, bell, &event);
  Together(
      [&] {
        epoll_event seen = {};
        Require(epoll_wait(loop, &seen, 1, -1) == 1, "the bell");
      },
      [&] { Require(eventfd_write(bell, 1) == 0, "rung"); });
  close(loop);
  close(bell);
}

// And how it sleeps.
void EventLoopTimeout() {
  const int loop = epoll_create1(0);
  timespec before = {};
  clock_gettime(CLOCK_MONOTONIC, &before);
  epoll_event seen = {};
  Require(epoll_wait(loop, &seen, 1, 2) == 0, "nothing happens");
  timespec after = {};
  clock_gettime(CLOCK_MONOTONIC, &after);
  Require((after.tv_sec - before.tv_sec) * 1'000'000'000 + after.tv_nsec -
                  before.tv_nsec >=
              2'000'000,
          "two milliseconds have passed");
  close(loop);
}

constexpr Kernel kKernels[] = {
    Right("posix_clocks.right", "sleeps and clocks", SleepsAndClocks),
    Right("posix_clocks_slow.right", "sleeps and clocks on a slow day",
          SleepsAndClocks)
        .OnASlowDay(),
    Right("posix_pipe.right", "a byte through a pipe", Pipe)
        .Known("read and write are not followed"),
    Right("posix_epoll.right", "a loop that is woken by an eventfd", EventLoop)
        .Known("epoll_wait is not followed"),
    Right("posix_epoll_timeout.right", "a loop that sleeps", EventLoopTimeout)
        .Known("epoll_wait does not know the virtual clock"),
};

}  // namespace

std::span<const Kernel> PosixEventKernels() { return kKernels; }

}  // namespace kernels
