// What kitchen/coroutines/queue.h promises.

#include "kitchen/coroutines/queue.h"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "coroutines.h"
#include "kitchen/coroutines.h"

namespace {

using kitchen::CreateTask;
using kitchen::Queue;
using kitchen::QueueClosed;
using kitchen::Sleep;
using kitchen::StartedTask;
using kitchen::Task;
using std::chrono::seconds;

using Noted = std::vector<std::string>;

Task<> Turns(int count) {
  for (int i = 0; i < count; ++i) co_await Sleep(seconds(0));
}

Task<> GetAll(Queue<int>& queue, Noted& noted, std::string name) {
  while (const std::optional<int> item = co_await queue.Get()) {
    noted.push_back(name + " " + std::to_string(*item));
  }
  noted.push_back(name + " home");
}

Task<> GetOne(Queue<int>& queue, Noted& noted, std::string name) {
  const std::optional<int> item = co_await queue.Get();
  noted.push_back(name + " " + (item ? std::to_string(*item) : "none"));
}

TEST(Queue, FirstInFirstOut) {
  const auto main = []() -> Task<> {
    Queue<int> queue;
    for (const int i : {1, 2, 3}) co_await queue.Put(i);
    EXPECT_EQ(queue.Size(), 3U);
    for (const int i : {1, 2, 3}) EXPECT_EQ(co_await queue.Get(), i);
    EXPECT_EQ(queue.Size(), 0U);
    EXPECT_EQ(queue.GetNowait(), std::nullopt);
    queue.PutNowait(4);
    EXPECT_EQ(queue.GetNowait(), 4);
  };
  kitchen::Run(main());
}

TEST(Queue, TakesWhatCanOnlyBeMoved) {
  const auto main = []() -> Task<> {
    Queue<std::unique_ptr<int>> queue;
    co_await queue.Put(std::make_unique<int>(7));
    EXPECT_EQ(**co_await queue.Get(), 7);
    Queue<Task<>> tasks;
    co_await tasks.Put(Turns(1));
    std::optional<Task<>> task = co_await tasks.Get();
    co_await *task;
  };
  kitchen::Run(main());
}

TEST(Queue, WhoWaitsLongestGetsTheItem) {
  const auto main = [](Noted& noted) -> Task<> {
    Queue<int> queue;
    CreateTask(GetOne(queue, noted, "John"));
    CreateTask(GetOne(queue, noted, "Jane"));
    co_await Turns(1);
    queue.PutNowait(1);
    EXPECT_EQ(queue.Size(), 0U);
    // It is John's, although he has not run since.
    EXPECT_EQ(queue.GetNowait(), std::nullopt);
    queue.PutNowait(2);
    co_await Turns(1);
  };
  Noted noted;
  kitchen::Run(main(noted));
  EXPECT_EQ(noted, (Noted{"John 1", "Jane 2"}));
}

TEST(Queue, WhereThereIsAnItemNobodyComesBetween) {
  const auto main = [](Noted& noted) -> Task<> {
    Queue<int> queue;
    queue.PutNowait(1);
    CreateTask(GetOne(queue, noted, "John"));
    EXPECT_EQ(co_await queue.Get(), 1);
    co_await queue.Put(2);
    EXPECT_TRUE(noted.empty());
    co_await Turns(1);
  };
  Noted noted;
  kitchen::Run(main(noted));
  EXPECT_EQ(noted, Noted{"John 2"});
}

TEST(Queue, ClosedServesWhatIsLeftAndThenSaysSo) {
  const auto main = []() -> Task<> {
    Queue<int> queue;
    co_await queue.Put(1);
    EXPECT_FALSE(queue.closed());
    queue.Close();
    EXPECT_TRUE(queue.closed());
    EXPECT_EQ(co_await queue.Get(), 1);
    EXPECT_EQ(co_await queue.Get(), std::nullopt);
    EXPECT_EQ(co_await queue.Get(), std::nullopt);
    EXPECT_THROW(co_await queue.Put(2), QueueClosed);
    EXPECT_THROW(queue.PutNowait(2), QueueClosed);
    queue.Close();
  };
  kitchen::Run(main());
}

TEST(Queue, ClosingSendsThoseHomeWhoWait) {
  const auto main = [](Noted& noted) -> Task<> {
    Queue<int> queue;
    StartedTask<> john = CreateTask(GetAll(queue, noted, "John"));
    StartedTask<> jane = CreateTask(GetAll(queue, noted, "Jane"));
    co_await Turns(1);
    queue.PutNowait(1);
    queue.Close();
    co_await john;
    co_await jane;
  };
  Noted noted;
  kitchen::Run(main(noted));
  EXPECT_EQ(noted, (Noted{"John 1", "John home", "Jane home"}));
}

TEST(Queue, PuttingWaitsForRoomInTurn) {
  const auto put = [](Queue<int>& queue, int item, Noted& noted) -> Task<> {
    co_await queue.Put(item);
    noted.push_back("put " + std::to_string(item));
  };
  const auto main = [&put](Noted& noted) -> Task<> {
    Queue<int> queue(1);
    co_await queue.Put(1);
    EXPECT_THROW(queue.PutNowait(9), kitchen::QueueFull);
    CreateTask(put(queue, 2, noted));
    CreateTask(put(queue, 3, noted));
    co_await Turns(2);
    EXPECT_TRUE(noted.empty());
    for (const int i : {1, 2, 3}) {
      EXPECT_EQ(co_await queue.Get(), i);
      co_await Turns(1);
    }
  };
  Noted noted;
  kitchen::Run(main(noted));
  EXPECT_EQ(noted, (Noted{"put 2", "put 3"}));
}

TEST(Queue, ClosingThrowsAtThoseWhoWaitForRoom) {
  const auto put = [](Queue<int>& queue) -> Task<> { co_await queue.Put(2); };
  const auto main = [&put]() -> Task<> {
    Queue<int> queue(1);
    co_await queue.Put(1);
    StartedTask<> late = CreateTask(put(queue));
    co_await Turns(1);
    queue.Close();
    EXPECT_THROW(co_await late, QueueClosed);
    EXPECT_EQ(co_await queue.Get(), 1);
    EXPECT_EQ(co_await queue.Get(), std::nullopt);
  };
  kitchen::Run(main());
}

TEST(Queue, JoinWaitsUntilAllIsDone) {
  const auto join = [](Queue<int>& queue, Noted& noted) -> Task<> {
    co_await queue.Join();
    noted.emplace_back("all done");
  };
  const auto main = [&join](Noted& noted) -> Task<> {
    Queue<int> queue;
    co_await queue.Join();  // Nothing was put in.
    queue.PutNowait(1);
    queue.PutNowait(2);
    StartedTask<> joined = CreateTask(join(queue, noted));
    for (const char* const done : {"one", "two"}) {
      co_await queue.Get();
      co_await Turns(2);
      noted.emplace_back(done);
      queue.TaskDone();
    }
    co_await joined;
    EXPECT_THROW(queue.TaskDone(), std::logic_error);
  };
  Noted noted;
  kitchen::Run(main(noted));
  EXPECT_EQ(noted, (Noted{"one", "two", "all done"}));
}

TEST(Queue, WhatWaitedForRoomCountsForJoin) {
  const auto put = [](Queue<int>& queue) -> Task<> { co_await queue.Put(2); };
  const auto main = [&put]() -> Task<> {
    Queue<int> queue(1);
    co_await queue.Put(1);
    StartedTask<> late = CreateTask(put(queue));
    co_await Turns(1);
    for (int i = 0; i < 2; ++i) {
      co_await queue.Get();
      queue.TaskDone();
    }
    co_await queue.Join();
    EXPECT_THROW(queue.TaskDone(), std::logic_error);
    co_await late;
  };
  kitchen::Run(main());
}

TEST(Queue, WhoIsCancelledWhileWaitingGetsNothing) {
  const auto main = [](Noted& noted) -> Task<> {
    Queue<int> queue;
    StartedTask<> john = CreateTask(GetOne(queue, noted, "John"));
    CreateTask(GetOne(queue, noted, "Jane"));
    co_await Turns(1);
    john.Cancel();
    queue.PutNowait(1);
    co_await Turns(1);
  };
  Noted noted;
  kitchen::Run(main(noted));
  EXPECT_EQ(noted, Noted{"Jane 1"});
}

TEST(Queue, WhatWasGivenToOneWhoIsCancelledGoesToTheNext) {
  const auto main = [](Noted& noted) -> Task<> {
    Queue<int> queue;
    StartedTask<> john = CreateTask(GetOne(queue, noted, "John"));
    CreateTask(GetOne(queue, noted, "Jane"));
    co_await Turns(1);
    queue.PutNowait(1);
    john.Cancel();
    co_await Turns(2);
    StartedTask<> jim = CreateTask(GetOne(queue, noted, "Jim"));
    co_await Turns(1);
    queue.PutNowait(2);
    queue.PutNowait(3);
    jim.Cancel();  // Nobody waits: 2 is the first again.
    EXPECT_EQ(queue.GetNowait(), 2);
    EXPECT_EQ(queue.GetNowait(), 3);
  };
  Noted noted;
  kitchen::Run(main(noted));
  EXPECT_EQ(noted, Noted{"Jane 1"});
}

TEST(Queue, WhoIsCancelledWhileWaitingForRoomPutsNothing) {
  const auto put = [](Queue<int>& queue) -> Task<> { co_await queue.Put(2); };
  const auto main = [&put]() -> Task<> {
    Queue<int> queue(1);
    co_await queue.Put(1);
    StartedTask<> late = CreateTask(put(queue));
    co_await Turns(1);
    late.Cancel();
    EXPECT_EQ(co_await queue.Get(), 1);
    EXPECT_EQ(queue.Size(), 0U);
  };
  kitchen::Run(main());
}

// Those who wait at it are destroyed later than the queue.
TEST(Queue, MayGoBeforeThoseWhoWait) {
  const auto main = [](Noted& noted) -> Task<> {
    Queue<int> queue;
    CreateTask(GetOne(queue, noted, "John"));
    CreateTask(GetOne(queue, noted, "Jane"));
    co_await Turns(1);
    queue.PutNowait(1);
  };
  Noted noted;
  kitchen::Run(main(noted));
  EXPECT_TRUE(noted.empty());
}

TEST(Queue, MayBeOlderThanTheLoop) {
  Queue<int> queue;
  queue.PutNowait(1);
  const auto main = [](Queue<int>& queue) -> Task<int> {
    co_return *co_await queue.Get();
  };
  EXPECT_EQ(kitchen::Run(main(queue)), 1);
}

TEST(Queue, ItsItemsGoWithIt) {
  int alive = 0;
  {
    Queue<Counted> queue;
    queue.PutNowait(Counted(&alive));
    EXPECT_EQ(alive, 1);
  }
  EXPECT_EQ(alive, 0);
}

}  // namespace
