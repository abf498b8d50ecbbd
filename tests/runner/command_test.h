#ifndef RACELINGS_TESTS_RUNNER_COMMAND_TEST_H_
#define RACELINGS_TESTS_RUNNER_COMMAND_TEST_H_

#include <gtest/gtest.h>

#include <sstream>

#include "fakes.h"
#include "runner/commands/command.h"

namespace racelings {

// The course of AddCourse, and the world of a command in it: what it prints is
// in `out_`.
class CommandTest : public ::testing::Test {
 protected:
  CommandTest() { AddCourse(disk_); }

  FakeDisk disk_;
  FakeProcesses processes_;
  std::ostringstream said_;
  std::ostringstream out_;
  Progress progress_{said_, Terminal{}};
  const Course course_{"/c", "/c"};
  Context context_{disk_,      processes_, progress_,
                   course_,    "/c",       "/r",
                   Terminal{}, out_,       std::chrono::seconds(60)};
};

}  // namespace racelings

#endif  // RACELINGS_TESTS_RUNNER_COMMAND_TEST_H_
