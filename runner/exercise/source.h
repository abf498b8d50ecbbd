#ifndef RACELINGS_RUNNER_EXERCISE_SOURCE_H_
#define RACELINGS_RUNNER_EXERCISE_SOURCE_H_

#include <string>
#include <string_view>

namespace racelings {

// C++ source with every comment replaced by blanks: lines and columns stay.
// String and character literals are left alone, raw ones too.
std::string WithoutComments(std::string_view source);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_EXERCISE_SOURCE_H_
