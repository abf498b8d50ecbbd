// The schedule explorer: runs ordinary concurrent C++ under many thread
// schedules, one thread at a time, and says what went wrong in the first that
// fails.
//
//   schedule::Result result = schedule::Explore({.schedules = 2000}, [] {
//     std::thread john(Work), jane(Work);
//     john.join();
//     jane.join();
//     schedule::Require(served == 3, "three burgers were ordered");
//   });
//   if (!result.clean()) std::cerr << result.finding->message;
//
// The code under test is unmodified: it uses std::thread, std::mutex,
// std::condition_variable, atomics, sleeps and pipes as it always does. The
// explorer stands between that code and the C library (it defines
// pthread_mutex_lock, nanosleep, read, epoll_wait and so on), stops every
// thread just before each such *visible operation*, and picks who goes next.
// Between two visible operations exactly one thread runs. This is controlled
// concurrency testing as in CHESS (Musuvathi et al., OSDI 2008); the searches
// are named below.
//
// Time is virtual. A sleep takes no real time, and the clock shows exactly the
// time that the sleeps add up to.
//
// Under ThreadSanitizer the explorer's hand-offs add no happens-before edge, so
// each schedule is also checked for data races.

#ifndef RACELINGS_SCHEDULE_EXPLORE_H_
#define RACELINGS_SCHEDULE_EXPLORE_H_

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schedule/finding.h"

namespace schedule {

// How the virtual clock may move.
enum class Clock {
  // A sleeper wakes on time: the clock moves only when no thread can run. For
  // transcripts and for "two cooks need ten seconds".
  kTimely,
  // A thread that could run may be delayed past any sleep, as a loaded machine
  // does. For finding sleeps that are used as synchronisation.
  kAdversarial,
};

// Which schedules are tried.
enum class Search {
  kMixed,       // All random ones below in turn, and kExhaustive where the
                // program is small; the default.
  kRandomWalk,  // Any thread that can run, with equal chances, at each step.
  kSticky,      // A random walk that seldom switches.
  kPct,         // Burckhardt et al., ASPLOS 2010: priorities, few changes.
  kPos,         // Yuan et al., CAV 2018: a random priority per operation.
  // Every schedule, one by one, until all were run or `schedules` is used up.
  // When all were run, the result is proved. Where the program is too large for
  // it, or does not do the same each time, the result is a kInfra finding.
  kExhaustive,
};

struct Options {
  // How many schedules to try. Fewer are run only when one fails, or when fewer
  // prove it.
  int schedules = 2000;
  // Everything random is drawn from this: the same seed, code and compiler give
  // the same schedules and the same result, whatever `workers` is.
  uint64_t seed = 1;
  Clock clock = Clock::kTimely;
  Search search = Search::kMixed;
  // For kExhaustive: the most times that a thread is stopped that could have
  // gone on; negative for no bound.
  int preemption_bound = -1;
  // For kExhaustive without a bound: of schedules that differ only in the order
  // of operations that have nothing to do with each other, run one.
  bool reduce = true;
  // Processes that explore side by side.
  int workers = 1;
  // Visible operations in one schedule, over which it counts as no-progress.
  int max_steps = 100'000;
  // Processor time that a thread may take between two visible operations.
  std::chrono::milliseconds step_cpu_limit{2000};
  // Real time that a thread may stay in a system call that the explorer does
  // not know, or wait for another process while nobody else can go on.
  std::chrono::milliseconds blocked_limit{10'000};
  // Memory that the code under test may occupy.
  int64_t memory_limit_bytes = int64_t{2} << 30;
  // When not empty: run this one schedule (a Finding's `schedule`) and no
  // other.
  std::string replay;
  // Whether the order in which the locks of clean schedules were taken is
  // looked at too: where threads take the same locks in opposite orders,
  // schedules are run that are aimed at the deadlock, and it is a finding if
  // one gets there. Where sleeps alone keep the threads apart, it is one with
  // Clock::kTimely as well: its message begins with "could deadlock".
  bool lock_order = true;
  // Whether a failing schedule is made simpler before it is shown: fewer
  // preemptions, fewer picks.
  bool shrink = true;
  // Findings point at the innermost stack frame below this folder. When empty:
  // at the innermost frame outside the system's headers and this library.
  std::string source_root;
  // Called in each exploring process before its first schedule, for example to
  // load the code under test. Returns an empty string, or what went wrong.
  std::function<std::string()> prepare;
  // Called in the calling process while schedules are played, some times a
  // second: how many have run clean so far. Where a search through all of them
  // was given up, that may come to be more than `schedules`.
  std::function<void(int64_t done)> on_progress;
};

// Runs `body` under `options.schedules` schedules, or up to the first that
// fails. `body` is the main thread of each schedule. It must start from the
// same state each time; where it does not (a global is left changed), every
// schedule is given a process of its own.
//
// `body` never runs in the calling process: the explorer forks. A crash, an
// exit() or a deadlock in it is a finding, and the caller goes on.
//
// A failure counts only after it was seen again in a fresh process, or was seen
// in a process that ran nothing else.
//
// REQUIRES: the calling process has one thread.
Result Explore(const Options& options, const std::function<void()>& body);

// Runs `body` under the one schedule that switches least, in a process of its
// own: the kind of its failure, or nothing. Faster than Explore, which
// explains.
std::optional<Kind> KindOfFailure(const Options& options,
                                  const std::function<void()>& body);

// What follows is for use inside `body`, on any thread.

// Ends the schedule with a kWrongResult finding whose message is `message`,
// unless `ok`.
void Require(bool ok, std::string_view message,
             const char* file = __builtin_FILE(), int line = __builtin_LINE());

// Something of the calling thread that waits without blocking it: a coroutine,
// at its co_await.
struct Stuck {
  std::string_view what;  // "waits for an item of an empty queue"
  std::string_view file;
  int line = 0;
};

// Ends the schedule with a kDeadlock finding: the calling thread is a loop that
// would wait for ever, because nothing can wake what waits on it any more. The
// first 8 are told. Does nothing where Exploring() is false.
void FailDeadlock(std::span<const Stuck> stuck);

// Ends the schedule with a kDeadlock finding: the calling thread, which looks
// on, has seen that no other can ever go on, because other processes wait as
// well. `processes` is a clause about those; it comes behind what is said of
// the threads. Does nothing where Exploring() is false.
void FailDeadlock(std::string_view processes);

// Adds a line to the schedule's trace, and is a visible operation. The first
// 200 characters of the first 1000 lines are kept.
void Note(std::string_view text);

// A line that Note was given.
struct Noted {
  int thread =
      0;  // 0 is the body's own, the others in the order of their start.
  std::chrono::nanoseconds time{0};
  std::string text;
};

// All lines of this schedule so far, in the order in which they were noted.
std::vector<Noted> Notes();

// The calling thread is the test's own, and looks on: its steps are left out of
// traces, other than what the schedule fails with, and so is its waiting. No
// visible operation.
void LookOn();

// The most threads that were started and neither joined nor detached at the
// same time in this schedule. The body's own thread does not count.
int MostThreadsAtOnce();

// The virtual time since the schedule began.
std::chrono::nanoseconds Elapsed();

// True on a thread that the explorer schedules.
bool Exploring();

}  // namespace schedule

#endif  // RACELINGS_SCHEDULE_EXPLORE_H_
