#ifndef RACELINGS_RUNNER_INTEGRITY_SYMBOLS_H_
#define RACELINGS_RUNNER_INTEGRITY_SYMBOLS_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "runner/build/answer.h"
#include "runner/findings/finding.h"

namespace racelings {

// What a shared object takes from others, or gives out.
struct Symbol {
  std::string name;      // as the linker has it
  bool defined = false;  // given out; otherwise taken
  bool weak = false;     // one of many copies of an inline function, mostly
  bool chosen = false;   // by code that runs while it is loaded: an ifunc
};

// The dynamic symbols of a 64-bit ELF file. Trusts nothing: what points outside
// of the file is an error. None of a file that is no ELF file, which cannot be
// loaded either.
absl::StatusOr<std::vector<Symbol>> ReadSymbols(std::string_view file);

// What the compiled answer takes or gives out that the kit rules out, whatever
// name its source has for it: findings of kind kForbidden, at the first line
// that says the name.
std::vector<Finding> FromSymbols(const Answer& answer,
                                 const std::vector<Symbol>& symbols,
                                 const std::vector<std::string>& uses);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_INTEGRITY_SYMBOLS_H_
