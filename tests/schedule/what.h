// For the message of a failed expectation.

#ifndef RACELINGS_TESTS_SCHEDULE_WHAT_H_
#define RACELINGS_TESTS_SCHEDULE_WHAT_H_

#include <string>

#include "schedule/gtest.h"

inline std::string What(const schedule::Result& result) {
  return result.clean() ? "clean" : schedule::Describe(*result.finding);
}

#endif  // RACELINGS_TESTS_SCHEDULE_WHAT_H_
