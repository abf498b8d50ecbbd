// How fast the explorer is: the time of one schedule of a small kitchen (two of
// the staff, three burgers, one lock) against a floor. The floor is a program
// that starts and joins as many threads, and hands the turn from one thread to
// another as often, with bare futexes and nothing else. Both run in a process
// of their own that stays on one processor.
//
// The two take turns, so that what disturbs the machine disturbs both. Prints
// the median of each, and the median, the least and the greatest ratio.

#include <linux/futex.h>
#include <sched.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <list>
#include <mutex>
#include <thread>
#include <vector>

#include "schedule/explore.h"

namespace {

using std::chrono::duration;
using std::chrono::steady_clock;

constexpr int kSchedules = 4000;
constexpr int kRounds = 15;
constexpr int kStaff = 2;
constexpr std::chrono::seconds kCookingTime{5};

void Kitchen() {
  std::list<int> orders = {1, 2, 3};
  std::mutex mutex;
  const auto work = [&] {
    for (;;) {
      {
        const std::scoped_lock lock(mutex);
        if (orders.empty()) return;
        orders.pop_front();
      }
      std::this_thread::sleep_for(kCookingTime);
    }
  };
  std::thread john(work);
  std::thread jane(work);
  john.join();
  jane.join();
}

// A futex that says whose turn it is: the same two system calls for each
// hand-off as in the explorer.
class Gate {
 public:
  void Open() {
    open_.store(1, std::memory_order_release);
    syscall(SYS_futex, &open_, FUTEX_WAKE_PRIVATE, 1);
  }
  void Pass() {
    while (open_.load(std::memory_order_acquire) == 0) {
      syscall(SYS_futex, &open_, FUTEX_WAIT_PRIVATE, 0, nullptr);
    }
    open_.store(0, std::memory_order_relaxed);
  }

 private:
  std::atomic<int> open_{0};
};

// Starts and joins the threads, and hands the turn on `handovers` times.
void Floor(int handovers) {
  std::array<Gate, kStaff> gates;
  std::array<std::thread, kStaff> staff;
  for (int i = 0; i < kStaff; ++i) {
    staff[i] = std::thread([&gates, i, handovers] {
      for (int turn = i; turn < handovers; turn += kStaff) {
        gates[i].Pass();
        if (turn + 1 < handovers) gates[(i + 1) % kStaff].Open();
      }
    });
  }
  gates[0].Open();
  for (std::thread& one : staff) one.join();
}

// Seconds that `work` takes in a forked process on one processor.
template <typename Work>
double SecondsOf(const Work& work) {
  const auto start = steady_clock::now();
  const pid_t child = fork();
  if (child == 0) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(sched_getcpu(), &set);
    sched_setaffinity(0, sizeof(set), &set);
    work();
    _exit(0);
  }
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) != child || status != 0) {
    std::fputs("schedule_speed: a process could not be run\n", stderr);
    std::exit(1);
  }
  return duration<double>(steady_clock::now() - start).count();
}

double Median(std::vector<double> values) {
  const auto middle =
      values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

struct Explored {
  double seconds;
  int handovers;  // In one schedule, on average.
};

Explored ExploreKitchen(uint64_t seed) {
  const auto start = steady_clock::now();
  const schedule::Result result =
      schedule::Explore({.schedules = kSchedules,
                         .seed = seed,
                         .search = schedule::Search::kRandomWalk},
                        Kitchen);
  const double seconds = duration<double>(steady_clock::now() - start).count();
  if (!result.clean() || result.schedules != kSchedules) {
    std::fputs("schedule_speed: the kitchen was not explored\n", stderr);
    std::exit(1);
  }
  return {seconds, static_cast<int>(result.handovers / result.schedules)};
}

}  // namespace

int main() {
  std::vector<double> explored;
  std::vector<double> floors;
  std::vector<double> ratios;
  int handovers = 0;
  for (int round = 0; round < kRounds; ++round) {
    const Explored one = ExploreKitchen(round + 1);
    handovers = one.handovers;
    const double floor = SecondsOf([&] {
      for (int i = 0; i < kSchedules; ++i) Floor(one.handovers);
    });
    explored.push_back(one.seconds / kSchedules * 1e6);
    floors.push_back(floor / kSchedules * 1e6);
    ratios.push_back(one.seconds / floor);
  }
  std::printf(
      "a schedule %.1f us, the floor %.1f us (%d threads, %d hand-overs)\n"
      "ratio %.2f (%.2f to %.2f in %d rounds of %d)\n",
      Median(explored), Median(floors), kStaff, handovers, Median(ratios),
      *std::min_element(ratios.begin(), ratios.end()),
      *std::max_element(ratios.begin(), ratios.end()), kRounds, kSchedules);
  return 0;
}
