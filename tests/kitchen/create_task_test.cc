// What kitchen/coroutines/create_task.h promises.

#include "kitchen/coroutines/create_task.h"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "coroutines.h"
#include "kitchen/coroutines.h"

namespace {

using kitchen::Cancelled;
using kitchen::CreateTask;
using kitchen::Sleep;
using kitchen::StartedTask;
using kitchen::Task;
using std::chrono::seconds;

using Noted = std::vector<std::string>;

Task<> Note(Noted& noted, std::string text) {
  noted.push_back(text);
  co_await Sleep(seconds(0));
  noted.push_back(text + " again");
}

Task<int> Return(int value) {
  co_await Sleep(seconds(0));
  co_return value;
}

Task<> Throw(std::string what) {
  co_await Sleep(seconds(0));
  throw std::runtime_error(what);
}

Task<> Wait(Counted) { co_await Sleep(kHour); }

TEST(CreateTask, RunsBesideTheCallerInTheOrderOfTheStarts) {
  const auto main = [](Noted& noted) -> Task<> {
    StartedTask<> john = CreateTask(Note(noted, "John"));
    StartedTask<> jane = CreateTask(Note(noted, "Jane"));
    noted.emplace_back("main");
    co_await john;
    co_await jane;
  };
  Noted noted;
  kitchen::Run(main(noted));
  EXPECT_EQ(noted, (Noted{"main", "John", "Jane", "John again", "Jane again"}));
}

TEST(CreateTask, GivesItsValueToEachThatAwaitsIt) {
  const auto await = [](StartedTask<int>& task) -> Task<int> {
    co_return co_await task;
  };
  const auto main = [&await]() -> Task<> {
    StartedTask<int> task = CreateTask(Return(7));
    EXPECT_FALSE(task.Done());
    StartedTask<int> other = CreateTask(await(task));
    EXPECT_EQ(co_await task, 7);
    EXPECT_TRUE(task.Done());
    EXPECT_EQ(co_await task, 7);
    EXPECT_EQ(co_await other, 7);
  };
  kitchen::Run(main());
}

TEST(CreateTask, MovesTheValueOutOfATemporary) {
  const auto make = []() -> Task<std::unique_ptr<int>> {
    co_return std::make_unique<int>(7);
  };
  const auto main = [&make]() -> Task<> {
    EXPECT_EQ(*co_await CreateTask(make()), 7);
    StartedTask<std::unique_ptr<int>> task = CreateTask(make());
    EXPECT_EQ(*co_await std::move(task), 7);
    EXPECT_FALSE(task);  // NOLINT(bugprone-use-after-move)
  };
  kitchen::Run(main());
}

TEST(CreateTask, ThrowsWhereItIsAwaited) {
  const auto main = []() -> Task<> {
    StartedTask<> task = CreateTask(Throw("burnt"));
    for (int i = 0; i < 2; ++i) EXPECT_THROW(co_await task, std::runtime_error);
  };
  kitchen::Run(main());
}

TEST(CreateTask, TellsOfAnExceptionThatNobodyAwaits) {
  const auto main = []() -> Task<> {
    CreateTask(Throw("burnt"));
    for (int i = 0; i < 3; ++i) co_await Sleep(seconds(0));
  };
  testing::internal::CaptureStderr();
  kitchen::Run(main());
  EXPECT_EQ(testing::internal::GetCapturedStderr(),
            "kitchen: a task that nobody awaited ended with an exception: "
            "burnt\n");
}

TEST(CreateTask, GoesOnWithoutItsHandle) {
  const auto main = [](Noted& noted) -> Task<> {
    CreateTask(Note(noted, "John"));
    for (int i = 0; i < 3; ++i) co_await Sleep(seconds(0));
  };
  Noted noted;
  kitchen::Run(main(noted));
  EXPECT_EQ(noted, (Noted{"John", "John again"}));
}

TEST(CreateTask, ParametersGoWhenItEnds) {
  const auto hold = [](Counted) -> Task<> { co_return; };
  const auto main = [&hold]() -> Task<> {
    int alive = 0;
    StartedTask<> task = CreateTask(hold(Counted(&alive)));
    co_await task;
    EXPECT_EQ(alive, 0);
  };
  kitchen::Run(main());
}

TEST(CreateTask, IsForInsideRun) {
  EXPECT_THROW(CreateTask(Return(1)), std::logic_error);
  const auto main = []() -> Task<> {
    EXPECT_THROW(CreateTask(Task<>()), std::logic_error);
    co_return;
  };
  kitchen::Run(main());
}

TEST(Cancel, DestroysWhatIsSuspended) {
  const auto await = [](StartedTask<>& task) -> Task<bool> {
    try {
      co_await task;
    } catch (const Cancelled&) {
      co_return true;
    }
    co_return false;
  };
  const auto main = [&await]() -> Task<> {
    int alive = 0;
    StartedTask<> task = CreateTask(Wait(Counted(&alive)));
    StartedTask<bool> other = CreateTask(await(task));
    co_await Sleep(seconds(0));
    EXPECT_EQ(alive, 1);
    EXPECT_TRUE(task.Cancel());
    EXPECT_EQ(alive, 0);
    EXPECT_FALSE(task.Cancel());
    EXPECT_TRUE(task.Done());
    EXPECT_TRUE(co_await other);
    EXPECT_THROW(co_await task, Cancelled);
  };
  kitchen::Run(main());
}

TEST(Cancel, BeforeItHasBegun) {
  const auto main = [](Noted& noted) -> Task<> {
    StartedTask<> task = CreateTask(Note(noted, "John"));
    task.Cancel();
    co_await Sleep(seconds(0));
  };
  Noted noted;
  kitchen::Run(main(noted));
  EXPECT_TRUE(noted.empty());
}

// It was woken, and its turn has not come.
TEST(Cancel, BetweenWakingAndRunning) {
  const auto main = [](Noted& noted) -> Task<> {
    StartedTask<> john = CreateTask(Note(noted, "John"));
    co_await Sleep(seconds(0));  // John is behind this one in the next round.
    john.Cancel();
    for (int i = 0; i < 3; ++i) co_await Sleep(seconds(0));
  };
  Noted noted;
  kitchen::Run(main(noted));
  EXPECT_EQ(noted, Noted{"John"});
}

TEST(Cancel, NotItself) {
  struct Both {
    StartedTask<> task;
  };
  const auto cancel = [](Both& both) -> Task<> {
    EXPECT_THROW(both.task.Cancel(), std::logic_error);
    co_return;
  };
  const auto main = [&cancel]() -> Task<> {
    Both both;
    both.task = CreateTask(cancel(both));
    co_await both.task;
  };
  kitchen::Run(main());
}

TEST(StartedTask, MayOutliveTheLoop) {
  StartedTask<int> seven;
  StartedTask<> never;
  int alive = 0;
  const auto main = [&]() -> Task<> {
    seven = CreateTask(Return(7));
    never = CreateTask(Wait(Counted(&alive)));
    co_await seven;
  };
  kitchen::Run(main());
  EXPECT_EQ(alive, 0);
  EXPECT_TRUE(seven.Done());
  EXPECT_FALSE(never.Cancel());
}

}  // namespace
