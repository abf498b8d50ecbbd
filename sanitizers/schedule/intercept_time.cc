// Time: sleeping, yielding, and what the clocks show.

#include <errno.h>
#include <sched.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "schedule/internal/deadline.h"
#include "schedule/internal/real.h"
#include "schedule/internal/scheduler.h"

using schedule::internal::ClockOrigin;
using schedule::internal::DeadlineIn;
using schedule::internal::kNanosPerSecond;
using schedule::internal::OpKind;
using schedule::internal::Scheduler;
using schedule::internal::TheScheduler;
using schedule::internal::VirtualDeadline;

SCHEDULE_REAL(nanosleep);
SCHEDULE_REAL(clock_nanosleep);
SCHEDULE_REAL(usleep);
SCHEDULE_REAL(sleep);
SCHEDULE_REAL(sched_yield);
SCHEDULE_REAL(clock_gettime);
SCHEDULE_REAL(gettimeofday);
SCHEDULE_REAL(time);

namespace schedule::internal {
namespace {

// 2025-06-01 09:00 UTC: the restaurant opens.
constexpr int64_t kWallOrigin = 1'748'768'400 * kNanosPerSecond;
// As on a machine that has been up for a while: 0 is a time that programs test.
constexpr int64_t kUptimeOrigin = 1000 * kNanosPerSecond;

}  // namespace

int64_t ClockOrigin(clockid_t clock) {
  switch (clock) {
    case CLOCK_REALTIME:
    case CLOCK_REALTIME_COARSE:
    case CLOCK_TAI:
      return kWallOrigin;
    default:
      return kUptimeOrigin;
  }
}

int64_t VirtualDeadline(clockid_t clock, const timespec& until) {
  if (until.tv_sec > kNever / kNanosPerSecond - 1) return kNever;
  return until.tv_sec * kNanosPerSecond + until.tv_nsec - ClockOrigin(clock);
}

int64_t DeadlineIn(const timespec& span) {
  const int64_t now = TheScheduler().now();
  if (span.tv_sec > (kNever - now) / kNanosPerSecond - 2) return kNever - 1;
  return now + span.tv_sec * kNanosPerSecond + span.tv_nsec;
}

}  // namespace schedule::internal

namespace {

void SleepUntil(int64_t deadline) {
  TheScheduler().Reach({.kind = OpKind::kSleep, .deadline = deadline});
}

// A processor clock measures work, not time: it stays real.
bool IsVirtual(clockid_t clock) {
  return clock != CLOCK_PROCESS_CPUTIME_ID &&
         clock != CLOCK_THREAD_CPUTIME_ID && clock >= 0;
}

int64_t Show(clockid_t clock) {
  TheScheduler().LookAtTheClock();
  return ClockOrigin(clock) + TheScheduler().now();
}

}  // namespace

extern "C" {

int nanosleep(const timespec* span, timespec* left) {
  if (Scheduler::Self() == nullptr) return real_nanosleep()(span, left);
  if (span->tv_nsec < 0 || span->tv_nsec >= kNanosPerSecond ||
      span->tv_sec < 0) {
    errno = EINVAL;
    return -1;
  }
  SleepUntil(DeadlineIn(*span));
  return 0;
}

int clock_nanosleep(clockid_t clock, int flags, const timespec* span,
                    timespec* left) {
  if (Scheduler::Self() == nullptr) {
    return real_clock_nanosleep()(clock, flags, span, left);
  }
  SleepUntil((flags & TIMER_ABSTIME) != 0 ? VirtualDeadline(clock, *span)
                                          : DeadlineIn(*span));
  return 0;
}

int usleep(useconds_t micros) {
  if (Scheduler::Self() == nullptr) return real_usleep()(micros);
  SleepUntil(
      DeadlineIn({.tv_sec = static_cast<time_t>(micros / 1'000'000),
                  .tv_nsec = static_cast<long>(micros % 1'000'000) * 1000}));
  return 0;
}

unsigned sleep(unsigned seconds) {
  if (Scheduler::Self() == nullptr) return real_sleep()(seconds);
  SleepUntil(
      DeadlineIn({.tv_sec = static_cast<time_t>(seconds), .tv_nsec = 0}));
  return 0;
}

int sched_yield() noexcept {
  if (Scheduler::Self() == nullptr) return real_sched_yield()();
  TheScheduler().Reach({.kind = OpKind::kYield});
  return 0;
}

int clock_gettime(clockid_t clock, timespec* now) noexcept {
  if (Scheduler::Self() == nullptr || !IsVirtual(clock)) {
    return real_clock_gettime()(clock, now);
  }
  const int64_t shown = Show(clock);
  now->tv_sec = shown / kNanosPerSecond;
  now->tv_nsec = shown % kNanosPerSecond;
  return 0;
}

int gettimeofday(timeval* now, void* zone) noexcept {
  if (Scheduler::Self() == nullptr) return real_gettimeofday()(now, zone);
  const int64_t shown = Show(CLOCK_REALTIME);
  now->tv_sec = shown / kNanosPerSecond;
  now->tv_usec = shown % kNanosPerSecond / 1000;
  return 0;
}

time_t time(time_t* now) noexcept {
  if (Scheduler::Self() == nullptr) return real_time()(now);
  const time_t shown = Show(CLOCK_REALTIME) / kNanosPerSecond;
  if (now != nullptr) *now = shown;
  return shown;
}

}  // extern "C"
