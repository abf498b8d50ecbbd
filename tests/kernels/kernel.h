// A kernel: the smallest program that shows one idea, as in the tests of
// ThreadSanitizer. Each broken one has a right twin, the same program with the
// defect taken out; the explorer has to tell them apart, always.

#ifndef RACELINGS_TESTS_KERNELS_KERNEL_H_
#define RACELINGS_TESTS_KERNELS_KERNEL_H_

#include <cstddef>
#include <optional>
#include <span>
#include <thread>
#include <utility>
#include <vector>

#include "schedule/explore.h"

namespace kernels {

struct Kernel {
  const char* name;   // The twin of "x" is "x.right".
  const char* shows;  // The defect, or what is done right.
  // What the explorer has to find; nothing in a right program.
  std::optional<schedule::Kind> kind;
  // The program. It leaves no global changed, and ends by itself on a machine
  // that is lucky.
  void (*body)();
  // Another way in which the same defect may show.
  std::optional<schedule::Kind> or_kind = std::nullopt;
  bool needs_tsan = false;
  schedule::Clock clock = schedule::Clock::kTimely;
  const char* known = nullptr;
  bool known_under_tsan_only = false;

  constexpr Kernel Or(schedule::Kind other) const {
    Kernel copy = *this;
    copy.or_kind = other;
    return copy;
  }
  // Only code compiled for ThreadSanitizer shows it: a data race, or a switch
  // between two atomic operations.
  constexpr Kernel UnderTsan() const {
    Kernel copy = *this;
    copy.needs_tsan = true;
    return copy;
  }
  // Runs with the adversarial clock.
  constexpr Kernel OnASlowDay() const {
    Kernel copy = *this;
    copy.clock = schedule::Clock::kAdversarial;
    return copy;
  }
  // The explorer is known to be wrong about this one, and why. Such a kernel is
  // listed apart, and pointed out when it comes out right.
  constexpr Kernel Known(const char* why) const {
    Kernel copy = *this;
    copy.known = why;
    return copy;
  }
  // The same, where it is ThreadSanitizer that is wrong.
  constexpr Kernel KnownUnderTsan(const char* why) const {
    Kernel copy = Known(why);
    copy.known_under_tsan_only = true;
    return copy;
  }
};

constexpr Kernel Broken(const char* name, const char* shows,
                        schedule::Kind kind, void (*body)()) {
  return {.name = name, .shows = shows, .kind = kind, .body = body};
}

constexpr Kernel Right(const char* name, const char* shows, void (*body)()) {
  return {.name = name, .shows = shows, .kind = std::nullopt, .body = body};
}

// One topic a file.
std::span<const Kernel> LockKernels();
std::span<const Kernel> LockOrderKernels();
std::span<const Kernel> SafeOrderKernels();
std::span<const Kernel> SharedLockKernels();
std::span<const Kernel> MonitorKernels();
std::span<const Kernel> ConditionKernels();
std::span<const Kernel> WakingKernels();
std::span<const Kernel> CountingKernels();
std::span<const Kernel> AtomicKernels();
std::span<const Kernel> FenceKernels();
std::span<const Kernel> SpinningKernels();
std::span<const Kernel> LockFreeKernels();
std::span<const Kernel> PublicationKernels();
std::span<const Kernel> LifetimeKernels();
std::span<const Kernel> ContainerKernels();
std::span<const Kernel> ShutdownKernels();
std::span<const Kernel> TaskKernels();
std::span<const Kernel> TimeKernels();
std::span<const Kernel> PosixKernels();
std::span<const Kernel> PosixMutexKernels();
std::span<const Kernel> PosixConditionKernels();
std::span<const Kernel> PosixEventKernels();
std::span<const Kernel> PipeKernels();
std::span<const Kernel> AbseilKernels();

// All of them.
std::vector<Kernel> AllKernels();

// A livelock is one after so many steps, too, where many are searched for.
inline constexpr int kLivelockSteps = 5'000;

// Runs each piece of work on a thread of its own, and joins them all.
template <typename... Work>
void Together(Work&&... work) {
  std::thread threads[] = {std::thread(std::forward<Work>(work))...};
  for (std::thread& thread : threads) thread.join();
}

// Two threads that do the same.
template <typename Work>
void Both(const Work& work) {
  Together(work, work);
}

}  // namespace kernels

#endif  // RACELINGS_TESTS_KERNELS_KERNEL_H_
