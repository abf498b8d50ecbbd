#ifndef RACELINGS_RUNNER_INTEGRITY_SOURCE_RULES_H_
#define RACELINGS_RUNNER_INTEGRITY_SOURCE_RULES_H_

#include <string>
#include <string_view>
#include <vector>

#include "runner/build/answer.h"
#include "runner/findings/finding.h"

namespace racelings {

// Something in a source file that the kit rules out in every exercise.
struct Breach {
  int line = 0;    // from 1
  int column = 0;  // from 1
  std::string message;
};

// What every answer has to keep to, exercise aside: it is C++ that does the
// exercise's work, and says nothing to the compiler, the sanitizer, the loader
// or the judge. The first breach of each line.
//
// No preprocessor is needed to know all names that the compiler will see: what
// could make others of them (##, a macro of somebody else's that does the same)
// is ruled out itself.
std::vector<Breach> FindBreaches(std::string_view source,
                                 const std::vector<std::string>& uses);

// The same of a whole answer, and what is wrong with its files as such (huge,
// or no text), as findings of kind kForbidden. To be asked before anything of
// the answer is compiled.
std::vector<Finding> FromSource(const Answer& answer,
                                const std::vector<std::string>& uses);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_INTEGRITY_SOURCE_RULES_H_
