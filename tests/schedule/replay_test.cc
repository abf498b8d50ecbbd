// The same seed gives the same search, and a schedule string the same run.

#include <gtest/gtest.h>

#include <algorithm>
#include <mutex>
#include <string>
#include <thread>

#include "schedule/explore.h"

namespace {

using schedule::Event;
using schedule::Explore;
using schedule::Kind;
using schedule::Result;

// Checks under one lock and acts under another turn of it.
void CheckThenAct() {
  std::mutex mutex;
  int burgers = 1;
  const auto cook = [&] {
    bool any = false;
    {
      const std::scoped_lock lock(mutex);
      any = burgers > 0;
    }
    if (!any) return;
    const std::scoped_lock lock(mutex);
    --burgers;
    schedule::Require(burgers >= 0, "a burger was taken that was not there");
  };
  std::thread john(cook);
  std::thread jane(cook);
  john.join();
  jane.join();
}

std::string Told(const std::vector<Event>& trace) {
  std::string text;
  for (const Event& event : trace) {
    text += event.thread + " " + event.what + " @" +
            std::to_string(event.time.count()) + " " +
            std::to_string(event.where.line) + "\n";
  }
  return text;
}

TEST(Replay, SameSeedSameFinding) {
  for (uint64_t seed = 1; seed <= 5; ++seed) {
    const Result first = Explore({.seed = seed}, CheckThenAct);
    const Result again = Explore({.seed = seed}, CheckThenAct);
    ASSERT_FALSE(first.clean());
    ASSERT_FALSE(again.clean());
    EXPECT_EQ(first.finding->schedule, again.finding->schedule);
    EXPECT_EQ(first.schedules, again.schedules);
  }
}

TEST(Replay, AnyNumberOfWorkersFindsTheSame) {
  const Result one = Explore({.workers = 1}, CheckThenAct);
  for (int workers = 2; workers <= 4; ++workers) {
    const Result many = Explore({.workers = workers}, CheckThenAct);
    ASSERT_FALSE(many.clean());
    EXPECT_EQ(one.finding->schedule, many.finding->schedule);
  }
}

TEST(Replay, GivesTheSameTrace) {
  const Result found = Explore({}, CheckThenAct);
  ASSERT_FALSE(found.clean());
  EXPECT_FALSE(found.finding->trace.empty());
  for (int i = 0; i < 10; ++i) {
    const Result again =
        Explore({.replay = found.finding->schedule}, CheckThenAct);
    ASSERT_FALSE(again.clean());
    EXPECT_EQ(again.schedules, 1);
    EXPECT_EQ(again.finding->kind, Kind::kWrongResult);
    EXPECT_EQ(again.finding->schedule, found.finding->schedule);
    EXPECT_EQ(Told(again.finding->trace), Told(found.finding->trace));
  }
}

TEST(Replay, SeedsSearchDifferently) {
  std::string first;
  int different = 0;
  for (uint64_t seed = 1; seed <= 8; ++seed) {
    const Result result =
        Explore({.seed = seed, .shrink = false}, CheckThenAct);
    ASSERT_FALSE(result.clean());
    if (first.empty()) first = result.finding->schedule;
    if (result.finding->schedule != first) ++different;
  }
  EXPECT_GT(different, 0);
}

// How often a thread is stopped in a schedule: where the picks change.
size_t Switches(const std::string& schedule) {
  return std::count_if(schedule.begin(), schedule.end(),
                       [](char c) { return c >= 'a' && c <= 'z'; });
}

TEST(Replay, ShrinkingKeepsTheKindAndDropsSwitches) {
  size_t before = 0;
  size_t after = 0;
  for (uint64_t seed = 1; seed <= 10; ++seed) {
    const Result raw = Explore({.seed = seed, .shrink = false}, CheckThenAct);
    const Result shrunk = Explore({.seed = seed}, CheckThenAct);
    ASSERT_FALSE(raw.clean());
    ASSERT_FALSE(shrunk.clean());
    EXPECT_EQ(raw.finding->kind, shrunk.finding->kind);
    before += Switches(raw.finding->schedule);
    after += Switches(shrunk.finding->schedule);
    const Result again =
        Explore({.replay = shrunk.finding->schedule}, CheckThenAct);
    ASSERT_FALSE(again.clean());
    EXPECT_EQ(again.finding->kind, shrunk.finding->kind);
  }
  EXPECT_LT(after, before);
}

}  // namespace
