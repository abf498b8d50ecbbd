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

// One visible operation of the failing schedule.
struct Event {
  std::string thread;
  std::string what;  // "lock mutex 1", "says: John is working...".
  std::chrono::nanoseconds time{0};
  Location where;
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
};

struct Result {
  int64_t schedules = 0;  // How many ran.
  // How often in them the turn went from one thread to another.
  int64_t handovers = 0;
  // Whether they stand for all there are. Not where weak atomics could show
  // more than one order (internal/weak_atomics.h). In code that is not compiled
  // for ThreadSanitizer, atomics are not seen, and the proof knows nothing of
  // them.
  bool proved = false;
  int preemption_bound = -1;  // Of that proof; negative: it knows no bound.
  std::optional<Finding> finding;

  bool clean() const { return !finding.has_value(); }
};

}  // namespace schedule

#endif  // RACELINGS_SCHEDULE_FINDING_H_
