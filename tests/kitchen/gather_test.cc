// What kitchen/coroutines/gather.h promises.

#include "kitchen/coroutines/gather.h"

#include <gtest/gtest.h>

#include <chrono>
#include <list>
#include <memory>
#include <stdexcept>
#include <string>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include "coroutines.h"
#include "kitchen/coroutines.h"

namespace {

using kitchen::CreateTask;
using kitchen::Gather;
using kitchen::Sleep;
using kitchen::StartedTask;
using kitchen::Task;
using std::chrono::seconds;

using Noted = std::vector<std::string>;

// Takes `turns` turns before it returns.
template <typename T>
Task<T> After(int turns, T value) {
  for (int i = 0; i < turns; ++i) co_await Sleep(seconds(0));
  co_return value;
}

Task<> Note(Noted& noted, int turns, std::string text) {
  for (int i = 0; i < turns; ++i) co_await Sleep(seconds(0));
  noted.push_back(std::move(text));
}

Task<> ThrowAfter(int turns, std::string what) {
  for (int i = 0; i < turns; ++i) co_await Sleep(seconds(0));
  throw std::runtime_error(what);
}

Task<> Wait(Counted) { co_await Sleep(kHour); }

TEST(Gather, APackGivesATupleInTheOrderOfTheArguments) {
  const auto main = []() -> Task<> {
    const std::tuple<int, std::string> both =
        co_await Gather(After(3, 1), After(1, std::string("two")));
    EXPECT_EQ(both, std::tuple(1, std::string("two")));
    const std::tuple<std::unique_ptr<int>> one =
        co_await Gather(After(1, std::make_unique<int>(3)));
    EXPECT_EQ(*std::get<0>(one), 3);
  };
  kitchen::Run(main());
}

TEST(Gather, ATaskThatReturnsNothingGivesMonostate) {
  const auto main = [](Noted& noted) -> Task<> {
    const std::tuple<std::monostate, int> both =
        co_await Gather(Note(noted, 2, "noted"), After(1, 1));
    EXPECT_EQ(std::get<1>(both), 1);
    static_assert(
        std::is_void_v<
            decltype(Gather(Note(noted, 0, "")).AwaitAt({}).await_resume())>);
  };
  Noted noted;
  kitchen::Run(main(noted));
  EXPECT_EQ(noted, Noted{"noted"});
}

TEST(Gather, ARangeGivesAVectorInItsOrder) {
  const auto main = []() -> Task<> {
    std::vector<Task<int>> tasks;
    for (const int turns : {3, 1, 2}) tasks.push_back(After(turns, turns * 10));
    const std::vector<int> all = co_await Gather(tasks);
    EXPECT_EQ(all, (std::vector<int>{30, 10, 20}));
    EXPECT_FALSE(tasks.front());

    std::list<Task<int>> list;
    list.push_back(After(0, 5));
    EXPECT_EQ(co_await Gather(std::move(list)), std::vector<int>{5});
  };
  kitchen::Run(main());
}

TEST(Gather, ARangeOfTasksThatReturnNothing) {
  const auto main = [](Noted& noted) -> Task<> {
    std::vector<Task<>> tasks;
    tasks.push_back(Note(noted, 2, "late"));
    tasks.push_back(Note(noted, 1, "early"));
    co_await Gather(std::move(tasks));
    noted.emplace_back("all");
  };
  Noted noted;
  kitchen::Run(main(noted));
  EXPECT_EQ(noted, (Noted{"early", "late", "all"}));
}

TEST(Gather, StartedTasks) {
  const auto main = []() -> Task<> {
    StartedTask<int> done = CreateTask(After(0, 1));
    co_await Sleep(seconds(0));
    EXPECT_TRUE(done.Done());
    EXPECT_EQ(co_await Gather(std::move(done), CreateTask(After(2, 2))),
              std::tuple(1, 2));
    std::vector<StartedTask<int>> tasks;
    for (const int i : {2, 1}) tasks.push_back(CreateTask(After(i, i)));
    EXPECT_EQ(co_await Gather(tasks), (std::vector<int>{2, 1}));
  };
  kitchen::Run(main());
}

TEST(Gather, Nothing) {
  const auto main = []() -> Task<> {
    co_await Gather();
    std::vector<Task<>> none;
    co_await Gather(none);
    std::vector<Task<int>> no_numbers;
    EXPECT_TRUE((co_await Gather(no_numbers)).empty());
  };
  kitchen::Run(main());
}

TEST(Gather, StartsThemAtOnce) {
  const auto main = [](Noted& noted) -> Task<> {
    auto both = Gather(Note(noted, 0, "one"), Note(noted, 0, "two"));
    EXPECT_TRUE(noted.empty());
    co_await Sleep(seconds(0));
    EXPECT_EQ(noted, (Noted{"one", "two"}));
    co_await both;
  };
  Noted noted;
  kitchen::Run(main(noted));
}

TEST(Gather, ThrowsTheFirstExceptionAtOnceAndTheOthersGoOn) {
  const auto main = [](Noted& noted) -> Task<> {
    try {
      co_await Gather(Note(noted, 4, "went on"), ThrowAfter(2, "second"),
                      ThrowAfter(1, "first"));
      noted.emplace_back("nothing was thrown");
    } catch (const std::runtime_error& error) {
      noted.emplace_back(error.what());
    }
    for (int i = 0; i < 6; ++i) co_await Sleep(seconds(0));
  };
  Noted noted;
  testing::internal::CaptureStderr();
  kitchen::Run(main(noted));
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
  EXPECT_EQ(noted, (Noted{"first", "went on"}));
}

TEST(Gather, ThrowsWhatWasThrownBeforeItIsAwaited) {
  const auto main = []() -> Task<> {
    auto one = Gather(ThrowAfter(0, "early"));
    co_await Sleep(seconds(0));
    EXPECT_THROW(co_await one, std::runtime_error);
  };
  kitchen::Run(main());
}

TEST(Gather, ACancelledTaskThrows) {
  const auto cancel = [](StartedTask<>* task) -> Task<> {
    task->Cancel();
    co_return;
  };
  const auto main = [&cancel](int& alive) -> Task<> {
    StartedTask<> task = CreateTask(Wait(Counted(&alive)));
    StartedTask<> other = CreateTask(cancel(&task));
    co_await other;
    EXPECT_THROW(co_await Gather(std::move(task)), kitchen::Cancelled);
  };
  int alive = 0;
  kitchen::Run(main(alive));
}

TEST(Gather, CancelsWhatIsLeftWhenItIsCancelledItself) {
  const auto gather = [](int& alive) -> Task<> {
    co_await Gather(Wait(Counted(&alive)), Wait(Counted(&alive)));
  };
  const auto main = [&gather]() -> Task<> {
    int alive = 0;
    StartedTask<> gathering = CreateTask(gather(alive));
    for (int i = 0; i < 2; ++i) co_await Sleep(seconds(0));
    EXPECT_GE(alive, 2);
    gathering.Cancel();
    EXPECT_EQ(alive, 0);
  };
  kitchen::Run(main());
}

// The one that runs cannot be destroyed, and goes on.
TEST(Gather, CancelledByOneOfItsTasks) {
  struct Shared {
    StartedTask<> gathering;
    int alive = 0;
    bool went_on = false;
  };
  const auto cancel = [](Shared& shared) -> Task<> {
    shared.gathering.Cancel();
    co_await Sleep(seconds(0));
    shared.went_on = true;
  };
  const auto gather = [&cancel](Shared& shared) -> Task<> {
    co_await Gather(Wait(Counted(&shared.alive)), cancel(shared));
  };
  const auto main = [&gather](Shared& shared) -> Task<> {
    shared.gathering = CreateTask(gather(shared));
    for (int i = 0; i < 4; ++i) co_await Sleep(seconds(0));
    EXPECT_EQ(shared.alive, 0);
    EXPECT_TRUE(shared.went_on);
  };
  Shared shared;
  kitchen::Run(main(shared));
}

TEST(Gather, AnEmptyTaskStartsNothing) {
  const auto main = [](Noted& noted) -> Task<> {
    EXPECT_THROW(co_await Gather(Note(noted, 0, "one"), Task<>()),
                 std::logic_error);
    for (int i = 0; i < 2; ++i) co_await Sleep(seconds(0));
  };
  Noted noted;
  kitchen::Run(main(noted));
  EXPECT_TRUE(noted.empty());
}

}  // namespace
