// The clock of the loop, and what the explorer says of it.

#include <gtest/gtest.h>

#include <chrono>
#include <span>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "kitchen/coroutines.h"
#include "schedule/gtest.h"

namespace {

using kitchen::CreateTask;
using kitchen::Gather;
using kitchen::Queue;
using kitchen::Sleep;
using kitchen::Task;
using schedule::Elapsed;
using schedule::Explore;
using schedule::ExploreTest;
using schedule::Kind;
using schedule::Require;
using schedule::Result;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

Task<> MakeBurger(int order_num, nanoseconds time, std::vector<int>& made) {
  co_await Sleep(time);
  made.push_back(order_num);
}

TEST(Loop, ThreeBurgersAtOnceNeedFiveSeconds) {
  ExploreTest([] {
    std::vector<int> made;
    const auto main = [](std::vector<int>& made) -> Task<> {
      std::vector<Task<>> orders;
      for (int i = 0; i < 3; ++i)
        orders.push_back(MakeBurger(i, seconds(5), made));
      co_await Gather(orders);
    };
    kitchen::Run(main(made));
    Require(Elapsed() == seconds(5), "5.00 s");
    Require(made == std::vector<int>{0, 1, 2}, "in the order of the orders");
  });
}

TEST(Loop, OneAfterTheOtherNeedsFifteen) {
  ExploreTest([] {
    std::vector<int> made;
    const auto main = [](std::vector<int>& made) -> Task<> {
      for (int i = 0; i < 3; ++i) co_await MakeBurger(i, seconds(5), made);
    };
    kitchen::Run(main(made));
    Require(Elapsed() == seconds(15), "15.00 s");
  });
}

TEST(Loop, WhoSleepsLessWakesFirst) {
  const Result result = ExploreTest([] {
    std::vector<int> made;
    const auto main = [](std::vector<int>& made) -> Task<> {
      co_await Gather(MakeBurger(0, seconds(3), made),
                      MakeBurger(1, milliseconds(1500), made),
                      MakeBurger(2, nanoseconds(1), made),
                      MakeBurger(3, seconds(-1), made));
    };
    kitchen::Run(main(made));
    Require(Elapsed() == seconds(3), "3.00 s");
    Require(made == std::vector<int>{3, 2, 1, 0}, "the shortest first");
  });
  EXPECT_TRUE(result.proved);
}

TEST(Loop, ManyWhoSleepUntilTheSameMomentWakeInTurn) {
  ExploreTest([] {
    constexpr int kMany = 50;
    std::vector<int> made;
    const auto main = [](std::vector<int>& made) -> Task<> {
      std::vector<Task<>> orders;
      for (int i = 0; i < kMany; ++i)
        orders.push_back(MakeBurger(i, seconds(2), made));
      co_await Gather(orders);
    };
    kitchen::Run(main(made));
    Require(Elapsed() == seconds(2), "2.00 s");
    for (int i = 0; i < kMany; ++i) Require(made[i] == i, "in turn");
  });
}

TEST(Loop, SleepForStopsThemAll) {
  ExploreTest([] {
    const auto block = []() -> Task<> {
      std::this_thread::sleep_for(seconds(2));
      co_return;
    };
    const auto main = [&block]() -> Task<> {
      co_await Gather(block(), block());
    };
    kitchen::Run(main());
    Require(Elapsed() == seconds(4), "one after the other");
  });
}

TEST(Loop, WhoSleepsWhenItEndsIsNotWaitedFor) {
  ExploreTest([] {
    std::vector<int> made;
    const auto main = [](std::vector<int>& made) -> Task<> {
      CreateTask(MakeBurger(0, seconds(9), made));
      co_await Sleep(seconds(1));
    };
    kitchen::Run(main(made));
    Require(Elapsed() == seconds(1) && made.empty(), "over after 1.00 s");
  });
}

// It looks again and again; others have to come to their turn, and their time.
TEST(Loop, WhoOnlyLooksLetsTimePass) {
  ExploreTest([] {
    std::vector<int> made;
    const auto look = [](std::vector<int>& made) -> Task<> {
      while (made.empty()) co_await Sleep(seconds(0));
    };
    const auto main = [&look](std::vector<int>& made) -> Task<> {
      co_await Gather(look(made), MakeBurger(0, seconds(5), made));
    };
    kitchen::Run(main(made));
    Require(Elapsed() < seconds(6), "soon after 5.00 s");
  });
}

TEST(Loop, LoopsOfTwoThreadsHaveNothingToDoWithEachOther) {
  ExploreTest([] {
    const auto work = [] {
      std::vector<int> made;
      const auto main = [](std::vector<int>& made) -> Task<> {
        co_await Gather(MakeBurger(0, seconds(1), made),
                        MakeBurger(1, seconds(2), made));
      };
      kitchen::Run(main(made));
      Require(made.size() == 2, "both");
    };
    std::thread john(work);
    std::thread jane(work);
    john.join();
    jane.join();
    Require(Elapsed() == seconds(2), "2.00 s");
  });
}

Task<> Rest() { co_await Sleep(seconds(1)); }

Task<> Get(Queue<int>& queue) {
  co_await queue.Get();  // The line of the deadlock.
}
constexpr int kLineOfGet = __LINE__ - 2;

// What the explorer says of a loop with `main` that ends in a deadlock.
Result ExploreDeadlock(Task<> (*main)()) {
  kitchen::SetDeadlockListener([](std::span<const kitchen::Stuck> stuck) {
    std::vector<schedule::Stuck> told;
    for (const kitchen::Stuck& one : stuck) {
      told.push_back({.what = one.what,
                      .file = one.where.file_name(),
                      .line = static_cast<int>(one.where.line())});
    }
    schedule::FailDeadlock(told);
  });
  Result result = Explore({}, [main] { kitchen::Run(main()); });
  kitchen::SetDeadlockListener(nullptr);
  return result;
}

TEST(Loop, ADeadlockHasTheLineOfTheCoAwait) {
  const Result result = ExploreDeadlock([]() -> Task<> {
    Queue<int> queue;
    co_await Gather(Rest(), Get(queue));
  });
  ASSERT_FALSE(result.clean());
  EXPECT_EQ(result.finding->kind, Kind::kDeadlock);
  ASSERT_FALSE(result.finding->locations.empty());
  EXPECT_EQ(result.finding->locations[0].line, kLineOfGet);
  EXPECT_EQ(result.finding->locations[0].what,
            "waits for an item of an empty queue");
}

TEST(Loop, ADeadlockIsNotOneOfThreadsThatWaitForWork) {
  const Result result = ExploreDeadlock([]() -> Task<> {
    co_await kitchen::ToThread([] {});
    Queue<int> queue;
    co_await Get(queue);
  });
  ASSERT_FALSE(result.clean());
  EXPECT_EQ(result.finding->kind, Kind::kDeadlock);
  ASSERT_EQ(result.finding->locations.size(), 1);
  EXPECT_EQ(result.finding->locations[0].line, kLineOfGet);
}

#if __has_feature(thread_sanitizer)
TEST(Loop, AQueueOfTwoThreadsIsADataRace) {
  const Result result = Explore({}, [] {
    Queue<int> queue;
    for (int i = 0; i < 2; ++i) queue.PutNowait(i);
    const auto work = [&queue] { kitchen::Run(Get(queue)); };
    std::thread john(work);
    std::thread jane(work);
    john.join();
    jane.join();
  });
  ASSERT_FALSE(result.clean());
  EXPECT_EQ(result.finding->kind, Kind::kDataRace);
}
#endif

}  // namespace
