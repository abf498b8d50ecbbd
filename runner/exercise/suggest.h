#ifndef RACELINGS_RUNNER_EXERCISE_SUGGEST_H_
#define RACELINGS_RUNNER_EXERCISE_SUGGEST_H_

#include <string>
#include <string_view>
#include <vector>

namespace racelings {

// The candidate that `typed` is most likely a typo of: the fewest letters
// changed, left out, added or swapped with a neighbour. "" when none is near.
std::string Nearest(std::string_view typed,
                    const std::vector<std::string>& candidates);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_EXERCISE_SUGGEST_H_
