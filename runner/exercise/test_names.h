#ifndef RACELINGS_RUNNER_EXERCISE_TEST_NAMES_H_
#define RACELINGS_RUNNER_EXERCISE_TEST_NAMES_H_

#include <set>
#include <string>
#include <string_view>

namespace racelings {

// The "Suite.Name" of every TEST and TEST_F in a test's source, comments aside.
// A pass is proved against this list, which nothing that ran can have changed.
std::set<std::string> TestNames(std::string_view source);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_EXERCISE_TEST_NAMES_H_
