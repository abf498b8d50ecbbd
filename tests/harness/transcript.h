// What the kitchen said in the schedule that runs.

#ifndef RACELINGS_HARNESS_TRANSCRIPT_H_
#define RACELINGS_HARNESS_TRANSCRIPT_H_

#include <string>
#include <string_view>
#include <vector>

#include "schedule/explore.h"

namespace harness {

// Lines said since its construction. For the body's main thread.
class Transcript {
 public:
  Transcript();

  std::vector<schedule::Noted> Lines() const;
  int Count(const std::string& line) const;

 private:
  size_t first_;
};

// What stands before an entry of the order log in a transcript.
inline constexpr std::string_view kLogged = "log: ";

// Sends what the kitchen says, and what it logs, to schedule::Note for the rest
// of the process; and what its coroutines wait for when none can go on, to
// schedule::FailDeadlock. kitchen::Compute is noted as well, and takes virtual
// time.
void ListenToTheKitchen();

}  // namespace harness

#endif  // RACELINGS_HARNESS_TRANSCRIPT_H_
