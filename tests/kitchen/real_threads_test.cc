// ToThread and the clock as they are, without the explorer: what a sanitizer
// says of real threads, and what is left behind.

#include <gtest/gtest.h>

#include <chrono>
#include <stdexcept>
#include <string>
#include <vector>

#include "coroutines.h"
#include "kitchen/coroutines.h"

namespace {

using kitchen::CreateTask;
using kitchen::Gather;
using kitchen::Sleep;
using kitchen::StartedTask;
using kitchen::Task;
using kitchen::ToThread;
using std::chrono::seconds;

TEST(RealThreads, LeaveNothingBehind) {
  int alive = 0;
  const auto hold = [](Counted) -> Task<> {
    const std::string name(100, 'j');
    co_await ToThread([name] {});
    co_await Sleep(kHour);
  };
  const auto fail = []() -> Task<> {
    co_await ToThread([] { throw std::runtime_error("no customer"); });
  };
  const auto main = [&]() -> Task<> {
    CreateTask(hold(Counted(&alive)));
    StartedTask<> cancelled = CreateTask(hold(Counted(&alive)));
    StartedTask<> failed = CreateTask(fail());
    co_await Sleep(seconds(0));
    cancelled.Cancel();
    EXPECT_THROW(co_await failed, std::runtime_error);
  };
  kitchen::Run(main());
  EXPECT_EQ(alive, 0);
}

// More calls than threads; every third throws.
TEST(RealThreads, ManyCalls) {
  const auto call = [](int i) -> Task<int> {
    try {
      co_return co_await ToThread([i] {
        if (i % 3 == 0) throw std::runtime_error(std::to_string(i));
        return i;
      });
    } catch (const std::runtime_error& error) {
      co_return -std::stoi(error.what());
    }
  };
  const auto main = [&call]() -> Task<> {
    std::vector<Task<int>> calls;
    for (int i = 0; i < 300; ++i) calls.push_back(call(i));
    const std::vector<int> values = co_await Gather(calls);
    for (int i = 0; i < 300; ++i) EXPECT_EQ(values[i], i % 3 == 0 ? -i : i);
  };
  kitchen::Run(main());
}

// No sleep ends early; how late it ends is the machine's affair.
TEST(RealThreads, ASleepLastsUntilItsTimeHasCome) {
  const auto main = []() -> Task<> {
    for (const int ms : {1, 2, 3}) {
      const auto start = std::chrono::steady_clock::now();
      co_await Sleep(std::chrono::milliseconds(ms));
      EXPECT_GE(std::chrono::steady_clock::now() - start,
                std::chrono::milliseconds(ms));
    }
  };
  kitchen::Run(main());
}

}  // namespace
