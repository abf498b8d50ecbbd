// What the explorer found: one vocabulary for the library, the runner and every
// report.

#ifndef RACELINGS_SCHEDULE_FINDING_H_
#define RACELINGS_SCHEDULE_FINDING_H_

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace schedule {

enum class Kind {
  kBuild,     // Options::prepare could not load the code under test.
  kDataRace,  // Two threads, one place, no happens-before, one of them writes.
  kDeadlock,  // Threads wait, and nothing can ever wake them.
  kWrongResult,  // An expectation of the test failed.
  kCrash,        // A signal, an uncaught exception, an exit in mid-flight.
  kNoProgress,   // Livelock, or an endless loop.
  kThreadLeak,   // A thread still worked when the function had returned.
  kMemory,       // Too much memory.
  kInfra,  // The explorer could not do its work: says nothing of the code.
};

// "data-race", "deadlock", … as in the runner's JSON.
std::string_view KindName(Kind kind);

struct Location {
  std::string file;  // Absolute where the compiler was given an absolute path.
  int line = 0;      // From 1; 0 when unknown.
  int column = 0;    // From 1; 0 when unknown.
  std::string function;
  std::string thread;  // The name the thread gave itself, or "thread 2".
  std::string what;    // "write of orders", "waits for a lock that Jane holds".
};

// How an event bears on what went wrong.
enum class Mark {
  kNone,
  kRacing,   // One of the two accesses of a data race.
  kBlocked,  // Waits, and nothing can ever wake it.
  kHolding,  // Took the lock that a blocked thread waits for.
  kLost,     // Notified a blocked thread before that one waited.
  kFailed,   // An expectation, a crash, or whatever else ended the schedule.
};

// "racing", "blocked", … as in the JSON; "" for kNone.
std::string_view MarkName(Mark mark);

// One step of a schedule: a visible operation that has taken effect, or, last
// of all, what the schedule failed with. The two accesses of a data race are
// steps as well, although plain accesses are no visible operations.
struct Event {
  std::string thread;  // As in Location.
  std::string what;    // "locks mutex 1", "says: John is working...".
  std::chrono::nanoseconds time{0};
  Location where;
  // From 1. The middle of a very long trace is left out: there it jumps.
  int step = 0;
  // Tells threads of the same name apart: 0 is the body's own, the others come
  // in the order of their start.
  int lane = 0;
  std::string operation;  // "lock", "unlock", "wait", … (docs/trace.md).
  std::string object;     // "mutex 1", "Jane", "orders_"; may be empty.
  // The locks that the thread holds after this step, in the order in which it
  // took them.
  std::vector<std::string> held;
  // Steps of other threads that this one had to come after: the unlock before
  // a lock, the notification before a wakeup, the creation before a start, the
  // last step of a thread before it is joined.
  std::vector<int> after;
  Mark mark = Mark::kNone;
};

struct Finding {
  Kind kind = Kind::kInfra;
  std::string message;   // One plain sentence.
  std::string variable;  // What is raced on; empty for other kinds.
  std::vector<Location> locations;
  // For Options::replay. With "late:" before it, it is one of
  // Clock::kAdversarial, whatever Options::clock says.
  std::string schedule;
  std::vector<Event> trace;
  // ThreadSanitizer's own report of it, with the names of functions and files
  // put in; empty for what it did not find.
  std::string raw{};
};

struct Result {
  int64_t schedules = 0;  // How many ran.
  // How often in them the turn went from one thread to another.
  int64_t handovers = 0;
  // Whether the finding did not hang on Options::seed: it is in the schedule
  // that every search begins with, or was found by the search through all.
  bool certain = false;
  // Whether they stand for all there are. Not where weak atomics could show
  // more than one order (internal/weak_atomics.h). In code that is not compiled
  // for ThreadSanitizer, atomics are not seen, and the proof knows nothing of
  // them.
  bool proved = false;
  int preemption_bound = -1;  // Of that proof; negative: it knows no bound.
  std::optional<Finding> finding;
  // Of a replay (Options::replay) that is clean; a finding has its own.
  std::vector<Event> trace;

  bool clean() const { return !finding.has_value(); }
};

}  // namespace schedule

#endif  // RACELINGS_SCHEDULE_FINDING_H_
