#include "schedule/internal/timers.h"

#include <poll.h>
#include <sys/syscall.h>

#include "schedule/internal/kernel_calls.h"
#include "schedule/internal/op.h"
#include "schedule/internal/raw_syscall.h"

namespace schedule::internal {
namespace {

constexpr int kMaxTimers = 64;

Timer timers[kMaxTimers];
int timer_count = 0;

bool WasRead(const Timer& timer) {
  pollfd poll = {.fd = timer.fd, .events = POLLIN, .revents = 0};
  return PollNow(&poll, 1) == 0;
}

}  // namespace

bool AddTimer(int fd, int clock) {
  if (timer_count == kMaxTimers) return false;
  timers[timer_count++] = {.fd = fd, .clock = clock};
  return true;
}

Timer* FindTimer(int fd) {
  for (int i = 0; i < timer_count; ++i) {
    if (timers[i].fd == fd) return &timers[i];
  }
  return nullptr;
}

bool IsTimer(int fd) { return FindTimer(fd) != nullptr; }

void ForgetTimer(int fd) {
  Timer* timer = FindTimer(fd);
  if (timer != nullptr) *timer = timers[--timer_count];
}

void ForgetTimers() { timer_count = 0; }

void FireTimers(int64_t now) {
  for (int i = 0; i < timer_count; ++i) {
    Timer& timer = timers[i];
    if (timer.deadline > now) continue;
    uint64_t times = 1;
    if (timer.interval > 0) {
      times += static_cast<uint64_t>((now - timer.deadline) / timer.interval);
      timer.deadline += static_cast<int64_t>(times) * timer.interval;
    } else {
      timer.deadline = kNever;
    }
    RawSyscall(SYS_write, timer.fd, reinterpret_cast<long>(&times),
               sizeof(times));
  }
}

int64_t NextTimer() {
  int64_t next = kNever;
  for (int i = 0; i < timer_count; ++i) {
    const Timer& timer = timers[i];
    if (timer.deadline < next && WasRead(timer)) next = timer.deadline;
  }
  return next;
}

}  // namespace schedule::internal
