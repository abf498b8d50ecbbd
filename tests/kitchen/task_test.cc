// What kitchen/coroutines/task.h and run.h promise.

#include "kitchen/coroutines/task.h"

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "coroutines.h"
#include "kitchen/coroutines.h"

namespace {

using kitchen::Task;

Task<int> Weigh(int burgers) { co_return burgers * 150; }

Task<std::string> Say(std::string words) { co_return words; }

Task<> Throw(std::string what) {
  throw std::runtime_error(what);
  co_return;
}

TEST(Task, GivesWhatItReturns) {
  EXPECT_EQ(kitchen::Run(Weigh(3)), 450);
  EXPECT_EQ(kitchen::Run(Say("done")), "done");
}

TEST(Task, ReturnsWhatCanOnlyBeMoved) {
  const auto make = []() -> Task<std::unique_ptr<int>> {
    co_return std::make_unique<int>(7);
  };
  EXPECT_EQ(*kitchen::Run(make()), 7);
}

TEST(Task, BeginsWhenItIsAwaited) {
  const auto note = [](std::vector<int>& noted, int i) -> Task<> {
    noted.push_back(i);
    co_return;
  };
  const auto main = [&note](std::vector<int>& noted) -> Task<> {
    Task<> one = note(noted, 1);
    Task<> two = note(noted, 2);
    EXPECT_TRUE(noted.empty());
    co_await two;
    co_await one;
  };
  std::vector<int> noted;
  kitchen::Run(main(noted));
  EXPECT_EQ(noted, (std::vector<int>{2, 1}));
}

TEST(Task, ThrowsWhereItIsAwaited) {
  const auto main = []() -> Task<std::string> {
    try {
      co_await Throw("burnt");
    } catch (const std::runtime_error& error) {
      co_return error.what();
    }
    co_return "";
  };
  EXPECT_EQ(kitchen::Run(main()), "burnt");
  EXPECT_THROW(kitchen::Run(Throw("burnt")), std::runtime_error);
}

TEST(Task, IsAwaitedOnce) {
  const auto main = []() -> Task<> {
    Task<int> task = Weigh(1);
    EXPECT_TRUE(task);
    EXPECT_EQ(co_await task, 150);
    EXPECT_FALSE(task);
    EXPECT_THROW(co_await task, std::logic_error);
    EXPECT_THROW(co_await Task<>(), std::logic_error);
  };
  kitchen::Run(main());
  EXPECT_THROW(kitchen::Run(Task<>()), std::logic_error);
}

TEST(Task, NeedsNoLongStackForALongChain) {
  constexpr int kMany = 200'000;
  const auto main = []() -> Task<int> {
    int sum = 0;
    for (int i = 0; i < kMany; ++i) sum += co_await Weigh(0) + 1;
    co_return sum;
  };
  EXPECT_EQ(kitchen::Run(main()), kMany);
}

Task<int> Deep(int depth) {
  if (depth == 0) co_return 0;
  co_return 1 + co_await Deep(depth - 1);
}

TEST(Task, NeedsNoLongStackForADeepOne) {
  EXPECT_EQ(kitchen::Run(Deep(20'000)), 20'000);
}

TEST(Task, DestroyedBeforeItIsAwaited) {
  int alive = 0;
  const auto hold = [](Counted) -> Task<> { co_return; };
  {
    const Task<> task = hold(Counted(&alive));
    EXPECT_EQ(alive, 1);
  }
  EXPECT_EQ(alive, 0);
}

TEST(Task, FrameGoesWhenItWasAwaited) {
  const auto hold = [](Counted) -> Task<> { co_return; };
  const auto main = [&hold]() -> Task<> {
    int alive = 0;
    co_await hold(Counted(&alive));
    EXPECT_EQ(alive, 0);
  };
  kitchen::Run(main());
}

TEST(Task, UnfinishedOneGoesWithAllThatItAwaits) {
  int alive = 0;
  const auto inner = [](Counted) -> Task<> { co_await kitchen::Sleep(kHour); };
  const auto outer = [&inner](Counted counted) -> Task<> {
    co_await inner(counted);
  };
  const auto main = [&](int& seen) -> Task<> {
    kitchen::CreateTask(outer(Counted(&alive)));
    co_await kitchen::Sleep(std::chrono::seconds(0));
    seen = alive;
  };
  int seen = 0;
  kitchen::Run(main(seen));
  EXPECT_GE(seen, 2);  // The argument is a copy as well.
  EXPECT_EQ(alive, 0);
}

TEST(Run, IsNotForInsideALoop) {
  const auto main = []() -> Task<> {
    EXPECT_THROW(kitchen::Run(Weigh(1)), std::logic_error);
    co_return;
  };
  kitchen::Run(main());
}

TEST(Run, OneAfterTheOther) {
  for (int i = 0; i < 3; ++i) EXPECT_EQ(kitchen::Run(Weigh(i)), i * 150);
}

TEST(Run, SaysWhoWaitsWhenNobodyCanGoOn) {
  const auto wait = [](kitchen::Queue<int>& queue) -> Task<> {
    co_await queue.Get();
  };
  const auto main = [&wait](int alive) -> Task<> {
    const Counted counted(&alive);
    kitchen::Queue<int> queue;
    co_await kitchen::Gather(wait(queue), wait(queue));
  };
  try {
    kitchen::Run(main(0));
    FAIL() << "returned";
  } catch (const kitchen::Deadlock& deadlock) {
    ASSERT_EQ(deadlock.stuck().size(), 2U);
    EXPECT_STREQ(deadlock.stuck()[0].what,
                 "waits for an item of an empty queue");
    EXPECT_NE(std::string(deadlock.what()).find("task_test.cc"),
              std::string::npos)
        << deadlock.what();
  }
}

TEST(Run, SaysWhoWaitsInARingOfTasks) {
  const auto await = [](kitchen::StartedTask<>* other) -> Task<> {
    co_await *other;
  };
  const auto main = [&await]() -> Task<> {
    kitchen::StartedTask<> john;
    kitchen::StartedTask<> jane = kitchen::CreateTask(await(&john));
    john = kitchen::CreateTask(await(&jane));
    co_await jane;
  };
  try {
    kitchen::Run(main());
    FAIL() << "returned";
  } catch (const kitchen::Deadlock& deadlock) {
    EXPECT_EQ(deadlock.stuck().size(), 3U);
  }
}

TEST(Run, IsOverWhenItsTaskIs) {
  int alive = 0;
  const auto forever = [](Counted) -> Task<> {
    for (;;) co_await kitchen::Sleep(kHour);
  };
  const auto main = [&]() -> Task<> {
    kitchen::CreateTask(forever(Counted(&alive)));
    co_await kitchen::Sleep(std::chrono::milliseconds(1));
    EXPECT_EQ(alive, 1);
  };
  kitchen::Run(main());
  EXPECT_EQ(alive, 0);
}

TEST(Run, NobodyRunsOnceItsTaskHasEnded) {
  bool late = false;
  const auto other = [&late](kitchen::Queue<int>& told) -> Task<> {
    co_await told.Get();
    late = true;
  };
  // Both are ready at the same time, and `main` is the first of them.
  const auto tell = [](kitchen::Queue<int>& main,
                       kitchen::Queue<int>& others) -> Task<> {
    main.PutNowait(1);
    others.PutNowait(1);
    co_return;
  };
  const auto main = [&]() -> Task<> {
    kitchen::Queue<int> mine;
    kitchen::Queue<int> others;
    kitchen::CreateTask(other(others));
    kitchen::CreateTask(tell(mine, others));
    co_await mine.Get();
  };
  kitchen::Run(main());
  EXPECT_FALSE(late);
}

}  // namespace
