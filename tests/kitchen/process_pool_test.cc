#include "kitchen/processes/process_pool.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <numeric>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "kitchen/processes/message_queue.h"
#include "kitchen/processes/process.h"
#include "leftovers.h"

namespace {

using kitchen::BrokenProcessPool;
using kitchen::MessageQueue;
using kitchen::Process;
using kitchen::ProcessPool;
using kitchen::RemoteError;

// What the workers see as well: they are started after it was made.
struct Shared {
  std::atomic<int> calls{0};
  std::atomic<int> together{0};
};

class ProcessPoolTest : public testing::Test {
 protected:
  ProcessPoolTest() {
    void* memory = mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    shared = new (memory) Shared;
  }
  ~ProcessPoolTest() override { munmap(shared, sizeof(Shared)); }

  void TearDown() override {
    EXPECT_FALSE(HasChild());
    EXPECT_EQ(OpenDescriptors(), open_);
  }

  static Shared* shared;
  const std::set<int> open_ = OpenDescriptors();
};

Shared* ProcessPoolTest::shared;

std::int64_t Compute(std::int64_t n) {
  std::int64_t total = 0;
  for (std::int64_t i = 0; i < n; ++i) total += i;
  return total;
}

int ProcessId(int) { return getpid(); }

std::string Twice(const std::string& text) { return text + text; }

TEST_F(ProcessPoolTest, ResultsAreInTheOrderOfTheInputs) {
  ProcessPool pool(4);
  EXPECT_EQ(pool.Map(Compute, {2'000'000, 1'000, 500'000, 0, 5}),
            (std::vector<std::int64_t>{1'999'999'000'000, 499'500,
                                       124'999'750'000, 0, 10}));
}

TEST_F(ProcessPoolTest, EveryChunkSizeGivesTheSame) {
  ProcessPool pool(3);
  std::vector<std::int64_t> inputs(100);
  std::iota(inputs.begin(), inputs.end(), 0);
  std::vector<std::int64_t> expected;
  for (const std::int64_t n : inputs) expected.push_back(Compute(n));
  for (const std::size_t chunk_size : {1, 7, 50, 99, 100, 101}) {
    EXPECT_EQ(pool.Map(Compute, inputs, chunk_size), expected) << chunk_size;
  }
}

TEST_F(ProcessPoolTest, NothingToDo) {
  ProcessPool pool(2);
  EXPECT_TRUE(pool.Map(Compute, {}).empty());
}

TEST_F(ProcessPoolTest, TextOfAnySize) {
  ProcessPool pool(2);
  std::vector<std::string> inputs;
  for (const std::size_t size : {0, 1, 32'766, 32'767, 32'768, 3'000'000}) {
    inputs.emplace_back(size, 'x');
  }
  const std::vector<std::string> outputs = pool.Map(Twice, inputs);
  ASSERT_EQ(outputs.size(), inputs.size());
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    EXPECT_EQ(outputs[i].size(), 2 * inputs[i].size());
  }
}

TEST_F(ProcessPoolTest, WorksInItsOwnWorkersOnly) {
  ProcessPool pool(2);
  const std::vector<pid_t> pids = pool.pids();
  EXPECT_EQ(pids.size(), 2);
  for (const int pid : pool.Map(ProcessId, std::vector<int>(20))) {
    EXPECT_NE(pid, getpid());
    EXPECT_TRUE(pid == pids[0] || pid == pids[1]);
  }
}

// Each goes on only when all four are there.
TEST_F(ProcessPoolTest, AllWorkersWorkAtTheSameTime) {
  ProcessPool pool(4);
  const auto meet = +[](int) {
    shared->together.fetch_add(1);
    while (shared->together.load() < 4) usleep(100);
    return static_cast<int>(getpid());
  };
  const std::vector<int> pids = pool.Map(meet, std::vector<int>(4));
  EXPECT_EQ(std::set<int>(pids.begin(), pids.end()).size(), 4);
}

TEST_F(ProcessPoolTest, WhatAWorkerThrowsArrivesWithItsText) {
  ProcessPool pool(3);
  const auto picky = +[](int n) {
    shared->calls.fetch_add(1);
    if (n % 10 == 7) throw std::invalid_argument("no " + std::to_string(n));
    return n;
  };
  std::vector<int> inputs(100);
  std::iota(inputs.begin(), inputs.end(), 0);
  for (const std::size_t chunk_size : {1, 4, 100}) {
    try {
      pool.Map(picky, inputs, chunk_size);
      FAIL() << "it had thrown";
    } catch (const RemoteError& error) {
      EXPECT_STREQ(error.what(), "no 7");
      EXPECT_EQ(error.index(), 7);
    }
  }
  EXPECT_LT(shared->calls.load(), 100) << "it goes on after a failure";
  EXPECT_EQ(pool.Map(picky, {1, 2, 3}), (std::vector<int>{1, 2, 3}));
}

TEST_F(ProcessPoolTest, WhatIsThrownNeedNotBeAnException) {
  ProcessPool pool(1);
  const auto odd = +[](int n) -> int { throw n; };
  EXPECT_THROW(pool.Map(odd, {1}), RemoteError);
}

// What Map says of a worker that does `last` at input 2.
std::string WhatOfTheBroken(int (*last)(int), std::size_t chunk_size = 1) {
  ProcessPool pool(2);
  std::string what;
  try {
    pool.Map(last, {0, 1, 2, 3, 4, 5}, chunk_size);
    ADD_FAILURE() << "it ended in the middle";
  } catch (const BrokenProcessPool& error) {
    what = error.what();
  }
  EXPECT_FALSE(HasChild()) << "the other worker is left";
  EXPECT_TRUE(pool.pids().empty());
  try {
    pool.Map(Compute, {1});
    ADD_FAILURE() << "it is broken";
  } catch (const BrokenProcessPool& error) {
    EXPECT_EQ(what, error.what());
  }
  return what;
}

TEST_F(ProcessPoolTest, AKilledWorkerBreaksThePool) {
  const std::string what = WhatOfTheBroken(+[](int n) {
    if (n == 2) raise(SIGKILL);
    return n;
  });
  EXPECT_NE(what.find("was ended by signal 9 (Killed) before it had answered "
                      "input 2:"),
            std::string::npos)
      << what;
}

TEST_F(ProcessPoolTest, AWorkerThatExitsBreaksThePool) {
  const std::string what = WhatOfTheBroken(
      +[](int n) {
        if (n == 2) _exit(3);
        return n;
      },
      2);
  EXPECT_NE(what.find("ended itself with exit status 3 before it had answered "
                      "inputs 2 to 3:"),
            std::string::npos)
      << what;
}

TEST_F(ProcessPoolTest, AWorkerThatIsKilledBetweenTwoMaps) {
  ProcessPool pool(2);
  EXPECT_EQ(pool.Map(Twice, {"a", "b"}),
            (std::vector<std::string>{"aa", "bb"}));
  for (const pid_t pid : pool.pids()) kill(pid, SIGKILL);
  EXPECT_THROW(pool.Map(Twice, {"a", "b", "c"}), BrokenProcessPool);
}

// Nothing is lost with it, so nothing is said.
TEST_F(ProcessPoolTest, AWorkerThatIsKilledAtTheEnd) {
  ProcessPool pool(2);
  kill(pool.pids()[0], SIGKILL);
}

TEST_F(ProcessPoolTest, AStoppedWorkerHoldsNobodyUpAtTheEnd) {
  ProcessPool pool(2);
  kill(pool.pids()[1], SIGSTOP);
}

// A copy of the process that has a pool has none.
TEST_F(ProcessPoolTest, ACopyOfItEndsNoWorkers) {
  auto pool = std::make_unique<ProcessPool>(2);
  Process other("other", [&] { pool.reset(); });
  other.Join();
  EXPECT_EQ(other.exit_code(), 0);
  EXPECT_EQ(pool->Map(Twice, {"a"}), std::vector<std::string>{"aa"});
}

// A process that was started later holds copies of the pool's descriptors.
TEST_F(ProcessPoolTest, EndsWhileAnotherProcessHoldsItsSockets) {
  MessageQueue go;
  auto pool = std::make_unique<ProcessPool>(2);
  const Process other("other", [&] { go.Get(); });
  pool.reset();
  go.Put("go");
}

}  // namespace
