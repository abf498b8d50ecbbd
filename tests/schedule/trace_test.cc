// What a trace says: who holds what, which step came after which, and which
// steps matter.

#include "schedule/trace.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "schedule/explore.h"
#include "what.h"

namespace {

using schedule::Event;
using schedule::Explore;
using schedule::Finding;
using schedule::Kind;
using schedule::Mark;
using schedule::Options;
using schedule::Require;
using schedule::Result;

using Strings = std::vector<std::string>;

Finding FindingOf(const std::function<void()>& body,
                  const Options& options = {}) {
  const Result result = Explore(options, body);
  EXPECT_FALSE(result.clean());
  return result.finding.value_or(Finding{});
}

// The first event of that thread and operation after step `from`.
Event Find(const Finding& finding, int lane, const std::string& operation,
           int from = 0) {
  for (const Event& event : finding.trace) {
    if (event.lane == lane && event.operation == operation && event.step > from)
      return event;
  }
  ADD_FAILURE() << "no " << operation << " of " << lane << "\n"
                << schedule::Describe(finding);
  return {};
}

std::vector<Event> Marked(const Finding& finding, Mark mark) {
  std::vector<Event> marked;
  for (const Event& event : finding.trace) {
    if (event.mark == mark) marked.push_back(event);
  }
  return marked;
}

TEST(Trace, StepsAreNumberedFromOne) {
  const Finding finding = FindingOf([] {
    std::thread([] {}).join();
    Require(false, "no");
  });
  int step = 0;
  for (const Event& event : finding.trace) EXPECT_EQ(event.step, ++step);
  EXPECT_GT(step, 2);
}

TEST(Trace, SaysWhichLocksAreHeld) {
  const Finding finding = FindingOf([] {
    std::mutex grill;
    std::recursive_mutex fryer;
    grill.lock();
    fryer.lock();
    fryer.lock();
    fryer.unlock();
    grill.unlock();
    Require(false, "no");
    fryer.unlock();
  });
  ASSERT_EQ(finding.trace.size(), 5U) << schedule::Describe(finding);
  EXPECT_EQ(finding.trace[0].held, Strings({"mutex 1"}));
  EXPECT_EQ(finding.trace[1].held, Strings({"mutex 1", "mutex 2"}));
  EXPECT_EQ(finding.trace[2].held, Strings({"mutex 1", "mutex 2"}));
  EXPECT_EQ(finding.trace[2].what, "unlocks mutex 2 once, and holds it still");
  EXPECT_EQ(finding.trace[3].held, Strings({"mutex 2"}));
  EXPECT_EQ(finding.trace[4].held, Strings({"mutex 2"}));
  EXPECT_EQ(finding.trace[4].operation, "fail");
  EXPECT_EQ(finding.trace[4].what, "fails: no");
  EXPECT_EQ(finding.trace[4].mark, Mark::kFailed);
}

TEST(Trace, ALockThatWasNotHadIsNotHeld) {
  const Finding finding = FindingOf([] {
    std::timed_mutex mutex;
    mutex.lock();
    std::thread([&] {
      (void)mutex.try_lock();
      (void)mutex.try_lock_for(std::chrono::seconds(1));
    }).join();
    Require(false, "no");
  });
  EXPECT_EQ(Find(finding, 1, "try").held, Strings());
  const Event give_up = Find(finding, 1, "give-up");
  EXPECT_EQ(give_up.held, Strings());
  EXPECT_EQ(give_up.time, std::chrono::seconds(1));
}

TEST(Trace, ArrowsOfCreateLockAndJoin) {
  const Finding finding = FindingOf([] {
    std::mutex mutex;
    mutex.lock();
    std::thread john([&] { const std::scoped_lock lock(mutex); });
    mutex.unlock();
    john.join();
    Require(false, "no");
  });
  const Event create = Find(finding, 0, "create");
  EXPECT_EQ(create.object, "thread 1");
  EXPECT_EQ(Find(finding, 1, "start").after, std::vector<int>{create.step});
  const Event unlock = Find(finding, 0, "unlock");
  const Event lock = Find(finding, 1, "lock");
  EXPECT_EQ(lock.object, "mutex 1");
  EXPECT_EQ(lock.after, std::vector<int>{unlock.step});
  EXPECT_EQ(Find(finding, 0, "join").after,
            std::vector<int>{Find(finding, 1, "unlock").step});
}

TEST(Trace, AWakeupComesAfterItsNotification) {
  const Finding finding = FindingOf([] {
    std::mutex mutex;
    std::condition_variable open;
    bool is_open = false;
    std::thread guest([&] {
      std::unique_lock lock(mutex);
      open.wait(lock, [&] { return is_open; });
      Require(false, "no");
    });
    std::this_thread::sleep_for(std::chrono::seconds(1));
    {
      const std::scoped_lock lock(mutex);
      is_open = true;
    }
    open.notify_one();
    guest.join();
  });
  const Event wait = Find(finding, 1, "wait");
  EXPECT_EQ(wait.object, "condition variable 1");
  EXPECT_EQ(wait.what, "gives up mutex 1 and waits on condition variable 1");
  EXPECT_EQ(wait.held, Strings());
  const Event notify = Find(finding, 0, "notify");
  // Before that it may have woken for no reason.
  EXPECT_EQ(Find(finding, 1, "wake", notify.step).after,
            std::vector<int>{notify.step})
      << schedule::Describe(finding);
}

TEST(Trace, MarksTheKnotOfADeadlock) {
  const Finding finding = FindingOf([] {
    std::mutex grill;
    std::mutex fryer;
    const auto take = [](std::mutex& first, std::mutex& second) {
      const std::scoped_lock one(first);
      const std::scoped_lock two(second);
    };
    std::thread john([&] { take(grill, fryer); });
    std::thread jane([&] { take(fryer, grill); });
    john.join();
    jane.join();
  });
  ASSERT_EQ(finding.kind, Kind::kDeadlock);
  const std::vector<Event> holding = Marked(finding, Mark::kHolding);
  const std::vector<Event> blocked = Marked(finding, Mark::kBlocked);
  ASSERT_EQ(holding.size(), 2U);
  ASSERT_EQ(blocked.size(), 2U);
  for (const Event& event : blocked) {
    EXPECT_EQ(event.operation, "wait");
    const bool is_first = holding[0].lane == event.lane;
    EXPECT_EQ(event.held, Strings({holding[is_first ? 0 : 1].object}));
    EXPECT_EQ(event.object, holding[is_first ? 1 : 0].object);
  }
}

TEST(Trace, MarksTheNotificationThatWasLost) {
  const Finding finding = FindingOf([] {
    std::mutex mutex;
    std::condition_variable open;
    std::thread guest([&] {
      std::unique_lock lock(mutex);
      open.wait(lock);
    });
    open.notify_one();
    guest.join();
  });
  ASSERT_EQ(finding.kind, Kind::kDeadlock);
  const std::vector<Event> lost = Marked(finding, Mark::kLost);
  ASSERT_EQ(lost.size(), 1U);
  EXPECT_EQ(lost[0].operation, "notify");
  EXPECT_EQ(Marked(finding, Mark::kBlocked).size(), 1U);
}

// Who looks on, and the steps that start and join it.
TEST(Trace, OnlookersAreLeftOut) {
  const Finding finding = FindingOf([] {
    std::mutex grill;
    std::thread onlooker([&] {
      schedule::LookOn();
      const std::lock_guard lock(grill);
    });
    std::thread cook([&] { const std::lock_guard lock(grill); });
    onlooker.join();
    cook.join();
    Require(false, "no");
  });
  int step = 0;
  for (const Event& event : finding.trace) {
    EXPECT_EQ(event.step, ++step);
    EXPECT_NE(event.lane, 1) << event.what;
    EXPECT_NE(event.object, "thread 1") << event.what;
    for (const int earlier : event.after) {
      EXPECT_GT(earlier, 0);
      EXPECT_LT(earlier, event.step);
    }
  }
  EXPECT_EQ(Find(finding, 0, "create").object, "thread 2");
  EXPECT_EQ(Find(finding, 2, "start").after.size(), 1);
}

TEST(Trace, WhatAnOnlookerFindsIsTold) {
  const Finding finding = FindingOf([] {
    std::thread([] {
      schedule::LookOn();
      std::this_thread::yield();
      Require(false, "no");
    }).join();
  });
  const std::vector<Event> marked = Marked(finding, Mark::kFailed);
  ASSERT_EQ(marked.size(), 1);
  EXPECT_EQ(marked[0].lane, 1);
  EXPECT_EQ(finding.trace.size(), 1);
}

TEST(Trace, TheMiddleOfAVeryLongOneIsLeftOut) {
  const Finding finding = FindingOf([] {
    std::mutex mutex;
    for (int i = 0; i < 3000; ++i) const std::scoped_lock lock(mutex);
    Require(false, "no");
  });
  EXPECT_EQ(finding.trace.size(), 2000U);
  EXPECT_EQ(finding.trace.front().step, 1);
  EXPECT_EQ(finding.trace.back().step, 6001);
  EXPECT_EQ(finding.trace.back().operation, "fail");
}

TEST(Trace, ACleanReplayHasOneToo) {
  const Result result =
      Explore({.replay = "-"}, [] { std::thread([] {}).join(); });
  ASSERT_TRUE(result.clean()) << What(result);
  ASSERT_EQ(result.trace.size(), 4U);
  EXPECT_EQ(result.trace[0].operation, "create");
  EXPECT_EQ(result.trace[3].operation, "return");
}

TEST(Trace, IsReadBackFromItsJson) {
  Finding finding = FindingOf([] {
    std::mutex mutex;
    std::thread john([&] { const std::scoped_lock lock(mutex); });
    const std::scoped_lock lock(mutex);
    schedule::Note("a\xff\x01");
    john.join();
  });
  const auto json = nlohmann::ordered_json::parse(ToJson(finding));
  EXPECT_EQ(json["version"], 1);
  EXPECT_EQ(json["kind"], "deadlock");
  Finding back{.kind = finding.kind,
               .message = finding.message,
               .schedule = finding.schedule,
               .trace = schedule::TraceFrom(json["trace"])};
  for (const auto& location : json["locations"])
    back.locations.push_back(schedule::LocationFrom(location));
  EXPECT_EQ(ToJson(back), ToJson(finding));
  EXPECT_EQ(Marked(back, Mark::kBlocked).size(), 1U);
}

TEST(Trace, JsonOfAnotherShapeIsAnEmptyTrace) {
  using nlohmann::ordered_json;
  EXPECT_TRUE(schedule::TraceFrom(ordered_json()).empty());
  const std::vector<Event> trace = schedule::TraceFrom(ordered_json::parse(
      R"([3, {"step": "x", "held": [1], "after": {}, "mark": "?"}])"));
  ASSERT_EQ(trace.size(), 1U);
  EXPECT_EQ(trace[0].step, 0);
  EXPECT_TRUE(trace[0].held.empty());
  EXPECT_EQ(trace[0].mark, Mark::kNone);
}

}  // namespace
