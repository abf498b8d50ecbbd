#ifndef RACELINGS_RUNNER_EXERCISE_FORBIDDEN_H_
#define RACELINGS_RUNNER_EXERCISE_FORBIDDEN_H_

#include <string_view>
#include <vector>

#include "runner/exercise/manifest.h"

namespace racelings {

// A place where an answer does what its exercise forbids.
struct ForbiddenUse {
  const Rule* rule;  // one of the rules given
  int line = 0;      // from 1
  int column = 0;    // from 1
};

// The first use of each rule in the source of one file.
std::vector<ForbiddenUse> FindForbidden(std::string_view source,
                                        const std::vector<Rule>& rules);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_EXERCISE_FORBIDDEN_H_
