// What kitchen/coroutines/to_thread.h promises, under every schedule that is
// tried.

#include "kitchen/coroutines/to_thread.h"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <tuple>
#include <utility>
#include <vector>

#include "kitchen/coroutines.h"
#include "schedule/gtest.h"

namespace {

using kitchen::CreateTask;
using kitchen::Gather;
using kitchen::Sleep;
using kitchen::StartedTask;
using kitchen::Task;
using kitchen::ToThread;
using schedule::Elapsed;
using schedule::ExploreTest;
using schedule::Require;
using std::chrono::seconds;
using std::this_thread::sleep_for;

std::string Ask(const std::string& prompt, seconds time) {
  sleep_for(time);
  return prompt + " three";
}

TEST(ToThread, GivesWhatTheFunctionReturns) {
  ExploreTest([] {
    const auto main = []() -> Task<std::string> {
      co_return co_await ToThread(Ask, "How many?", seconds(2));
    };
    Require(kitchen::Run(main()) == "How many? three", "the answer");
    Require(Elapsed() == seconds(2), "2.00 s");
  });
}

TEST(ToThread, OthersRunMeanwhile) {
  ExploreTest([] {
    const auto cook = [](int& burgers) -> Task<> {
      for (int i = 0; i < 2; ++i) {
        co_await Sleep(seconds(5));
        ++burgers;
      }
    };
    const auto ask = [](const int& burgers) -> Task<> {
      co_await ToThread(Ask, "How many?", seconds(7));
      Require(burgers == 1, "one burger was made in the meantime");
    };
    const auto main = [&]() -> Task<> {
      int burgers = 0;
      co_await Gather(cook(burgers), ask(burgers));
    };
    kitchen::Run(main());
    Require(Elapsed() == seconds(10), "10.00 s");
  });
}

TEST(ToThread, ThrowsWhatTheFunctionThrows) {
  ExploreTest([] {
    const auto main = []() -> Task<> {
      std::string what;
      try {
        co_await ToThread([] { throw std::runtime_error("no customer"); });
      } catch (const std::runtime_error& error) {
        what = error.what();
      }
      Require(what == "no customer", "the exception");
      co_await ToThread([] {});
    };
    kitchen::Run(main());
  });
}

TEST(ToThread, PassesWhatCanOnlyBeMoved) {
  ExploreTest([] {
    const auto main = []() -> Task<> {
      const std::unique_ptr<int> twice = co_await ToThread(
          [](std::unique_ptr<int> one) {
            return std::make_unique<int>(2 * *one);
          },
          std::make_unique<int>(3));
      Require(*twice == 6, "six");
    };
    kitchen::Run(main());
  });
}

// Plain memory, used on both sides: no data race.
TEST(ToThread, OrdersBeforeAndAfter) {
  ExploreTest([] {
    const auto main = []() -> Task<> {
      int orders = 1;
      for (int i = 0; i < 3; ++i) {
        co_await ToThread([&orders] { orders *= 2; });
        ++orders;
      }
      Require(orders == 15, "fifteen");
    };
    kitchen::Run(main());
  });
}

TEST(ToThread, SeveralAtTheSameTimeWithAThreadForEach) {
  ExploreTest([] {
    const auto main = []() -> Task<> {
      const auto wait = [](int i) {
        sleep_for(seconds(2));
        return i;
      };
      const auto one = [](auto wait, int i) -> Task<int> {
        co_return co_await ToThread(wait, i);
      };
      const std::tuple<int, int, int> all =
          co_await Gather(one(wait, 1), one(wait, 2), one(wait, 3));
      Require(all == std::tuple(1, 2, 3), "in order");
      Require(Elapsed() == seconds(2), "2.00 s");
      co_await one(wait, 4);  // A thread that is there does it.
      Require(schedule::MostThreadsAtOnce() == 3, "three threads");
    };
    kitchen::Run(main());
  });
}

TEST(ToThread, RunWaitsForTheThreadOfATaskThatIsLeft) {
  ExploreTest([] {
    const auto ask = [](bool& asked) -> Task<> {
      bool here = false;  // In the frame, which outlives the thread's work.
      co_await ToThread([&asked, &here] {
        sleep_for(seconds(3));
        here = true;
        asked = true;
      });
    };
    const auto main = [&ask](bool& asked) -> Task<> {
      CreateTask(ask(asked));
      co_await Sleep(seconds(1));
    };
    bool asked = false;
    kitchen::Run(main(asked));
    Require(asked, "the thread has done its work");
    Require(Elapsed() == seconds(3), "3.00 s");
  });
}

TEST(ToThread, GoesOnWhenItsTaskIsCancelled) {
  ExploreTest([] {
    const auto ask = [](std::shared_ptr<bool> asked) -> Task<> {
      co_await ToThread([asked] {
        sleep_for(seconds(2));
        *asked = true;
      });
      Require(false, "it was cancelled");
    };
    const auto main = [&ask](std::shared_ptr<bool> asked) -> Task<> {
      StartedTask<> task = CreateTask(ask(asked));
      co_await Sleep(seconds(1));
      task.Cancel();
      co_await Sleep(seconds(2));
    };
    const auto asked = std::make_shared<bool>(false);
    kitchen::Run(main(asked));
    Require(*asked, "the thread has done its work");
  });
}

TEST(ToThread, IsForInsideRun) {
  const auto call = []() -> Task<> { co_await ToThread([] {}); };
  const Task<> task = call();  // Cannot even begin.
}

}  // namespace
