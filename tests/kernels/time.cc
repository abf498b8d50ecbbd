// Clocks and sleeps.

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "kernels/kernel.h"

namespace kernels {
namespace {

using schedule::Kind;
using schedule::Require;
using std::chrono::milliseconds;
using std::chrono::steady_clock;
using std::this_thread::sleep_for;

template <bool kRight>
void SleepAsSynchronisation() {
  std::mutex mutex;
  bool ready = false;
  std::thread writer([&] {
    const std::lock_guard lock(mutex);
    ready = true;
  });
  sleep_for(milliseconds(20));
  if (kRight) writer.join();
  {
    const std::lock_guard lock(mutex);
    Require(ready, "not yet written");
  }
  if (!kRight) writer.join();
}

// The same with plain data is a race on every machine.
template <bool kRight>
void SleepForARace() {
  int price = 0;
  std::thread writer([&] { price = 7; });
  sleep_for(milliseconds(20));
  if (kRight) writer.join();
  Require(price >= 0, "a price");
  if (!kRight) writer.join();
}

// Who sleeps shorter comes first, mostly.
template <bool kRight>
void SleepForAnOrder() {
  std::mutex mutex;
  std::condition_variable changed;
  int done = 0;
  const auto step = [&](int number) {
    sleep_for(milliseconds(10 * (number + 1)));
    std::unique_lock lock(mutex);
    if (kRight) changed.wait(lock, [&] { return done == number; });
    Require(done == number, "out of order");
    ++done;
    changed.notify_all();
  };
  Together([&] { step(0); }, [&] { step(1); });
}

// A watchman who gives the cook ten times as long as he needs.
template <bool kRight>
void Watchdog() {
  std::mutex mutex;
  std::condition_variable changed;
  bool done = false;
  bool late = false;
  Together(
      [&] {
        sleep_for(milliseconds(5));
        const std::lock_guard lock(mutex);
        Require(kRight || !late, "called late while at work");
        done = true;
        changed.notify_one();
      },
      [&] {
        std::unique_lock lock(mutex);
        late = !changed.wait_for(lock, milliseconds(50), [&] { return done; });
      });
}

void PollsUntilDone() {
  std::atomic<bool> done = false;
  Together(
      [&] {
        sleep_for(milliseconds(30));
        done = true;
      },
      [&] {
        while (!done) sleep_for(milliseconds(10));
      });
}

void PollsUntilADeadline() {
  std::atomic<bool> done = false;
  Together([&] { done = true; },
           [&] {
             const auto deadline = steady_clock::now() + milliseconds(20);
             while (!done && steady_clock::now() < deadline) {
               sleep_for(milliseconds(1));
             }
           });
}

// Looks at the clock until it shows enough, and does nothing else.
void LooksAtTheClock() {
  const auto end = steady_clock::now() + milliseconds(5);
  while (steady_clock::now() < end) {
  }
}

void LooksAtTheClockTogether() {
  const auto end = steady_clock::now() + milliseconds(5);
  Both([&] {
    while (steady_clock::now() < end) std::this_thread::yield();
  });
}

// A benchmark's loop: what it does is no wait, and ends by the clock.
void WorksUntilATime() {
  std::mutex mutex;
  int rounds = 0;
  const auto end = steady_clock::now() + milliseconds(5);
  while (steady_clock::now() < end) {
    const std::lock_guard lock(mutex);
    ++rounds;
  }
  Require(rounds > 0, "some work was done");
}

// A sleep by another name.
template <bool kRight>
void LooksAsSynchronisation() {
  std::mutex mutex;
  bool ready = false;
  std::thread writer([&] {
    const std::lock_guard lock(mutex);
    ready = true;
  });
  const auto end = steady_clock::now() + milliseconds(20);
  while (steady_clock::now() < end) {
  }
  if (kRight) writer.join();
  {
    const std::lock_guard lock(mutex);
    Require(ready, "not yet written");
  }
  if (!kRight) writer.join();
}

void WaitsUntil() {
  std::mutex mutex;
  std::condition_variable changed;
  std::unique_lock lock(mutex);
  const auto steady = steady_clock::now() + milliseconds(10);
  Require(changed.wait_until(lock, steady) == std::cv_status::timeout,
          "nobody notifies");
  const auto wall = std::chrono::system_clock::now() + milliseconds(10);
  Require(changed.wait_until(lock, wall) == std::cv_status::timeout,
          "nobody notifies");
  std::this_thread::sleep_until(steady_clock::now() + milliseconds(10));
  Require(steady_clock::now() - steady >= milliseconds(20), "time has passed");
}

constexpr Kernel kKernels[] = {
    Broken("sleep_as_synchronisation", "sleeps, and hopes that it is done",
           Kind::kWrongResult, SleepAsSynchronisation<false>)
        .OnASlowDay(),
    Right("sleep_as_synchronisation.right", "joins",
          SleepAsSynchronisation<true>)
        .OnASlowDay(),
    Broken("sleep_for_a_race", "sleeps, and reads what another wrote",
           Kind::kDataRace, SleepForARace<false>)
        .UnderTsan(),
    Right("sleep_for_a_race.right", "joins, and reads", SleepForARace<true>),
    Broken("sleep_for_an_order", "sleeps longer to come second",
           Kind::kWrongResult, SleepForAnOrder<false>)
        .OnASlowDay(),
    Right("sleep_for_an_order.right", "waits for its turn",
          SleepForAnOrder<true>)
        .OnASlowDay(),
    Broken("watchdog", "a time-out that is long enough, mostly",
           Kind::kWrongResult, Watchdog<false>)
        .OnASlowDay(),
    Right("watchdog.right", "being late is no mistake", Watchdog<true>)
        .OnASlowDay(),
    Right("polls_until_done.right", "sleeps and looks again", PollsUntilDone),
    Right("polls_on_a_slow_day.right", "sleeps and looks again", PollsUntilDone)
        .OnASlowDay(),
    Right("polls_until_a_deadline.right", "sleeps and looks at the clock",
          PollsUntilADeadline),
    Right("looks_at_the_clock.right",
          "looks at the clock until it shows enough", LooksAtTheClock),
    Right("looks_and_yields.right", "looks at the clock, and yields",
          LooksAtTheClockTogether),
    Right("works_until_a_time.right", "works until the clock shows enough",
          WorksUntilATime),
    Broken("looks_as_synchronisation",
           "looks at the clock for long, and hopes that it is done",
           Kind::kWrongResult, LooksAsSynchronisation<false>)
        .OnASlowDay(),
    Right("looks_as_synchronisation.right", "joins",
          LooksAsSynchronisation<true>)
        .OnASlowDay(),
    Right("waits_until.right", "waits until a time, of two clocks", WaitsUntil),
};

}  // namespace

std::span<const Kernel> TimeKernels() { return kKernels; }

}  // namespace kernels
