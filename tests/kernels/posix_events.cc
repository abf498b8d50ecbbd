// POSIX: clocks and event loops.

#include <fcntl.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include <thread>

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

// Two orders for a loop that is told of changes only (EPOLLET): it has to take
// all there is each time.
template <bool kRight>
void EdgeTriggered() {
  int ends[2];
  Require(pipe2(ends, O_NONBLOCK) == 0, "a pipe");
  const int loop = epoll_create1(0);
  epoll_event event = {.events = EPOLLIN | EPOLLET, .data = {}};
  epoll_ctl(loop, EPOLL_CTL_ADD, ends[0], &event);
  const auto order = [&] { Require(write(ends[1], "x", 1) == 1, "ordered"); };
  Together(order, order, [&] {
    for (int left = 2; left > 0;) {
      epoll_event seen = {};
      Require(epoll_wait(loop, &seen, 1, -1) == 1, "an order");
      char got = 0;
      while (read(ends[0], &got, 1) == 1) {
        --left;
        if (!kRight) break;
      }
    }
  });
  close(loop);
  close(ends[0]);
  close(ends[1]);
}

// A loop that stops when it has nothing to do for 10 ms, while somebody may
// still be about to ring.
template <bool kRight>
void LoopGivesUp() {
  const int bell = eventfd(0, EFD_NONBLOCK);
  const int loop = epoll_create1(0);
  epoll_event event = {.events = EPOLLIN, .data = {}};
  epoll_ctl(loop, EPOLL_CTL_ADD, bell, &event);
  std::thread guest([&] {
    usleep(5'000);
    Require(eventfd_write(bell, 1) == 0, "rung");
  });
  epoll_event seen = {};
  int found = 0;
  do {
    found = epoll_wait(loop, &seen, 1, 10);
  } while (kRight && found == 0);
  Require(found == 1, "the guest was heard");
  guest.join();
  close(loop);
  close(bell);
}

// A timer of the kernel's, in a loop: every second, three times.
void TimerInALoop() {
  const int timer = timerfd_create(CLOCK_MONOTONIC, 0);
  const itimerspec every = {.it_interval = {.tv_sec = 1, .tv_nsec = 0},
                            .it_value = {.tv_sec = 1, .tv_nsec = 0}};
  Require(timerfd_settime(timer, 0, &every, nullptr) == 0, "set");
  timespec before = {};
  clock_gettime(CLOCK_MONOTONIC, &before);
  for (uint64_t went = 0; went < 3;) {
    pollfd wait = {.fd = timer, .events = POLLIN, .revents = 0};
    Require(poll(&wait, 1, -1) == 1, "a tick");
    uint64_t times = 0;
    Require(read(timer, &times, sizeof(times)) == sizeof(times), "how often");
    went += times;
  }
  timespec after = {};
  clock_gettime(CLOCK_MONOTONIC, &after);
  Require(after.tv_sec - before.tv_sec >= 3, "three seconds");
  close(timer);
}

constexpr Kernel kKernels[] = {
    Right("posix_clocks.right", "sleeps and clocks", SleepsAndClocks),
    Right("posix_clocks_slow.right", "sleeps and clocks on a slow day",
          SleepsAndClocks)
        .OnASlowDay(),
    Right("posix_epoll.right", "a loop that is woken by an eventfd", EventLoop),
    Right("posix_epoll_timeout.right", "a loop that sleeps", EventLoopTimeout),
    Broken("epoll_edge", "takes one order for each change",
           schedule::Kind::kDeadlock, EdgeTriggered<false>),
    Right("epoll_edge.right", "takes all there are", EdgeTriggered<true>),
    Broken("epoll_gives_up", "takes a time-out for the end",
           schedule::Kind::kWrongResult, LoopGivesUp<false>)
        .OnASlowDay(),
    Right("epoll_gives_up.right", "waits again", LoopGivesUp<true>)
        .OnASlowDay(),
    Right("posix_timer.right", "a timer that a loop waits for", TimerInALoop),
};

}  // namespace

std::span<const Kernel> PosixEventKernels() { return kKernels; }

}  // namespace kernels
