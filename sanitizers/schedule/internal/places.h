// Finds, for the stacks in a channel, the lines of the code under test.

#ifndef RACELINGS_SCHEDULE_INTERNAL_PLACES_H_
#define RACELINGS_SCHEDULE_INTERNAL_PLACES_H_

#include <map>
#include <string>
#include <vector>

#include "schedule/finding.h"
#include "schedule/internal/channel.h"
#include "schedule/internal/symbolize.h"

namespace schedule::internal {

class Places {
 public:
  // Looks up every address in `channel` at once. See Options::source_root.
  Places(const Channel& channel, const std::string& source_root);

  // The innermost line of the code under test; line 0 where there is none.
  // `exact`: the stack holds addresses of instructions, not return addresses.
  Location Find(const Stack& stack, bool exact) const;

 private:
  bool ToCodeAddress(uintptr_t pc, CodeAddress* address) const;
  bool IsUnderTest(const Frame& frame) const;
  void Collect(const Stack& stack, bool exact,
               std::vector<CodeAddress>* all) const;

  const Channel& channel_;
  std::string source_root_;
  bool has_module_under_test_ = false;
  std::map<CodeAddress, std::vector<Frame>> named_;
};

}  // namespace schedule::internal

#endif  // RACELINGS_SCHEDULE_INTERNAL_PLACES_H_
