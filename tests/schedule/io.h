// For the tests of descriptors.

#ifndef RACELINGS_TESTS_SCHEDULE_IO_H_
#define RACELINGS_TESTS_SCHEDULE_IO_H_

#include <gtest/gtest.h>
#include <unistd.h>

#include <string>

#include "schedule/explore.h"
#include "what.h"

inline void ExpectFound(const schedule::Result& result, schedule::Kind kind,
                        const std::string& text) {
  ASSERT_FALSE(result.clean());
  EXPECT_EQ(result.finding->kind, kind) << What(result);
  EXPECT_NE(result.finding->message.find(text), std::string::npos)
      << What(result);
}

// Its ends, closed with it unless they were before.
struct Pipe {
  Pipe() { schedule::Require(pipe(ends) == 0, "a pipe"); }
  ~Pipe() {
    CloseWriteEnd();
    close(ends[0]);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  void CloseWriteEnd() {
    if (ends[1] >= 0) close(ends[1]);
    ends[1] = -1;
  }
  char Read() {
    char got = 0;
    schedule::Require(read(ends[0], &got, 1) >= 0, "what was read");
    return got;
  }
  void Write(char byte) {
    schedule::Require(write(ends[1], &byte, 1) == 1, "written");
  }
  int ends[2];
};

#endif  // RACELINGS_TESTS_SCHEDULE_IO_H_
