// State that one schedule leaves behind cannot change the verdict on the next.

#include <dlfcn.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "schedule/explore.h"
#include "what.h"

namespace {

using schedule::Explore;
using schedule::Kind;
using schedule::Options;
using schedule::Result;

// Loads the code under test, a shared object with globals, as a judge does.
std::string Load() {
  return dlopen(GLOBALS_OBJECT, RTLD_NOW | RTLD_GLOBAL) != nullptr ? ""
                                                                   : dlerror();
}

template <typename Function>
Function* Symbol(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_DEFAULT, name));
}

Options WithGlobals(int schedules = 300) {
  return {.schedules = schedules, .prepare = Load};
}

TEST(State, GlobalThatCountsSchedulesIsFresh) {
  const Result result = Explore(WithGlobals(), [] {
    schedule::Require(Symbol<int()>("CountUp")() == 1,
                      "another schedule was here");
  });
  EXPECT_TRUE(result.clean()) << What(result);
  EXPECT_EQ(result.schedules, 300);
  EXPECT_FALSE(result.proved);
}

TEST(State, WhatWorksOnceOnlyInAProcessIsStillSearched) {
  // In one process only the first schedule could fail: the second thread finds
  // the door open ever after.
  const Result result = Explore(WithGlobals(2000), [] {
    schedule::Require(!Symbol<bool()>("RacyFirstUse")(), "set up twice");
  });
  ASSERT_FALSE(result.clean());
  EXPECT_EQ(result.finding->kind, Kind::kWrongResult);
}

TEST(State, CrashInAProcessOfItsOwn) {
  const Result result = Explore(WithGlobals(), [] {
    if (Symbol<int()>("CountUp")() == 1) std::abort();
  });
  ASSERT_FALSE(result.clean());
  EXPECT_EQ(result.finding->kind, Kind::kCrash);
}

TEST(State, EndlessLoopInAProcessOfItsOwn) {
  const Result result = Explore(WithGlobals(), [] {
    Symbol<int()>("CountUp")();
    schedule::Note("in");
    static bool first = true;
    if (!first) {
      volatile bool never = false;
      while (!never) {
      }
    }
    first = false;
  });
  // Each schedule has a process of its own: none is the second.
  EXPECT_TRUE(result.clean()) << What(result);
}

}  // namespace
