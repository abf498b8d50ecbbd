// The explorer in GoogleTest, in one call:
//
//   TEST(Kitchen, ServesEveryOrderOnce) {
//     schedule::ExploreTest([] { …; schedule::Require(served == 3, "…"); });
//   }
//
// The body may use EXPECT_… and ASSERT_… as well: one that fails ends the
// schedule and is the finding.

#ifndef RACELINGS_SCHEDULE_GTEST_H_
#define RACELINGS_SCHEDULE_GTEST_H_

#include <functional>
#include <string>
#include <vector>

#include "schedule/explore.h"

namespace schedule {

// Fails the test that runs, with the finding as its message, unless every
// schedule is clean. All options but the clock are DefaultOptions().
Result ExploreTest(const std::function<void()>& body,
                   Clock clock = Clock::kTimely);

// From now on a GoogleTest expectation that fails in an explored body ends the
// schedule. ExploreTest calls this; Explore alone knows nothing of GoogleTest.
void FailOnExpectations();

// What ExploreTest starts from: the command line may have changed it.
Options& DefaultOptions();

// One call of ExploreTest.
struct Explored {
  std::string test;  // "Suite.Name"
  std::string file;
  int line = 0;
  Result result;
};

// All calls so far.
const std::vector<Explored>& AllExplored();

// "data-race: two threads use …", the lines it names, and the lanes of what led
// to it (schedule/lanes.h), for people.
std::string Describe(const Finding& finding);

}  // namespace schedule

#endif  // RACELINGS_SCHEDULE_GTEST_H_
