#ifndef RACELINGS_RUNNER_FINDINGS_FINDING_H_
#define RACELINGS_RUNNER_FINDINGS_FINDING_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schedule/finding.h"

namespace racelings {

// What can be wrong with an answer, in the order in which one explains the
// next: code that does not compile explains everything, and a data race every
// symptom below it. kInfra is never the answer's fault, and stands apart.
enum class Kind {
  kBuild,
  kStatic,
  kForbidden,
  kDataRace,
  kDeadlock,
  kNoProgress,
  kThreadLeak,
  kCrash,
  kWrongResult,
  kMemory,
  kTimeout,
  kInfra,
};

// "data-race", as reports and exercise.toml spell it.
std::string_view KindName(Kind kind);
std::optional<Kind> ParseKind(std::string_view name);

// Places and traces are the explorer's own.
using schedule::Event;
using schedule::Location;

struct Finding {
  Kind kind = Kind::kInfra;
  std::string message;   // one plain sentence
  std::string test;      // "Suite.Name"; "" when no test was running
  std::string variable;  // raced for, or used without its lock; may be empty
  std::vector<Location> locations;
  std::string schedule;  // replays the interleaving; may be empty
  std::vector<Event> trace;
  // In the words of the tool that found it: ThreadSanitizer's report, or the
  // compiler's error with its excerpt and notes, which may be in a terminal's
  // colours. Empty where none of them found it.
  std::string raw{};
};

}  // namespace racelings

#endif  // RACELINGS_RUNNER_FINDINGS_FINDING_H_
