#ifndef RACELINGS_RUNNER_EXERCISE_HINTS_H_
#define RACELINGS_RUNNER_EXERCISE_HINTS_H_

#include <string>
#include <string_view>
#include <vector>

namespace racelings {

struct GradedHint {
  std::string title;
  std::string text;
};

// The "## title" sections of a hints.md, from a nudge to nearly the answer.
std::vector<GradedHint> ParseHints(std::string_view markdown);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_EXERCISE_HINTS_H_
