// However the code under test ends, the caller gets a finding and goes on.

#include <fcntl.h>
#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdlib>
#include <latch>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "schedule/explore.h"
#include "schedule/gtest.h"
#include "what.h"

namespace {

using schedule::Explore;
using schedule::Kind;
using schedule::Result;

Kind KindOf(const Result& result) {
  return result.finding.has_value() ? result.finding->kind : Kind::kInfra;
}

TEST(Failure, Crash) {
  const Result result = Explore({}, [] {
    std::thread other([] { raise(SIGSEGV); });
    other.join();
  });
  EXPECT_EQ(KindOf(result), Kind::kCrash);
}

TEST(Failure, KilledFromOutside) {
  const Result result = Explore({}, [] { kill(getpid(), SIGKILL); });
  EXPECT_EQ(KindOf(result), Kind::kCrash);
  EXPECT_NE(result.finding->message.find("signal 9"), std::string::npos);
}

TEST(Failure, ExitInMidFlight) {
  const Result result = Explore({}, [] { _exit(0); });
  EXPECT_EQ(KindOf(result), Kind::kCrash);
  EXPECT_NE(result.finding->message.find("exit status 0"), std::string::npos);
}

TEST(Failure, ExceptionThatNobodyCatches) {
  const Result result =
      Explore({}, [] { throw std::runtime_error("out of buns"); });
  EXPECT_EQ(KindOf(result), Kind::kCrash);
  EXPECT_NE(result.finding->message.find("out of buns"), std::string::npos);
}

TEST(Failure, ExceptionOnAnotherThread) {
  const Result result = Explore({}, [] {
    std::thread other([] { throw std::runtime_error("out of buns"); });
    other.join();
  });
  EXPECT_EQ(KindOf(result), Kind::kCrash);
  EXPECT_NE(result.finding->message.find("out of buns"), std::string::npos);
}

TEST(Failure, ThreadNeverJoined) {
  const Result result = Explore({}, [] { const std::thread forgotten([] {}); });
  EXPECT_EQ(KindOf(result), Kind::kCrash);
  EXPECT_NE(result.finding->message.find("neither joined nor detached"),
            std::string::npos);
}

TEST(Failure, DetachedThreadStillAtWork) {
  const Result result = Explore(
      {}, [] { std::thread([] { schedule::Note("working"); }).detach(); });
  EXPECT_EQ(KindOf(result), Kind::kThreadLeak);
}

TEST(Failure, DetachedThreadThatIsWaitedForIsClean) {
  const Result result = Explore({}, [] {
    std::latch done(1);
    std::thread([&] { done.count_down(); }).detach();
    done.wait();
  });
  EXPECT_TRUE(result.clean()) << What(result);
}

TEST(Failure, EndlessLoopWithoutLocks) {
  const Result result =
      Explore({.step_cpu_limit = std::chrono::milliseconds(200)}, [] {
        volatile bool never = false;
        while (!never) {
        }
      });
  EXPECT_EQ(KindOf(result), Kind::kNoProgress);
  EXPECT_NE(result.finding->message.find("endless loop"), std::string::npos);
}

TEST(Failure, EndlessLoopWithLocks) {
  const Result result = Explore({.max_steps = 5000}, [] {
    std::mutex mutex;
    for (;;) const std::scoped_lock lock(mutex);
  });
  EXPECT_EQ(KindOf(result), Kind::kNoProgress);
}

TEST(Failure, StuckInASystemCall) {
  const Result result =
      Explore({.blocked_limit = std::chrono::milliseconds(200)}, [] {
        const int file = memfd_create("order book", 0);
        const std::string path = "/proc/self/fd/" + std::to_string(file);
        const int again = open(path.c_str(), O_RDWR);
        flock(file, LOCK_EX);
        flock(again, LOCK_EX);
      });
  ASSERT_EQ(KindOf(result), Kind::kNoProgress);
  EXPECT_NE(result.finding->message.find("operating system"),
            std::string::npos);
  EXPECT_NE(result.finding->message.find("see through, flock:"),
            std::string::npos)
      << What(result);
  ASSERT_FALSE(result.finding->locations.empty());
  EXPECT_GT(result.finding->locations[0].line, 0);
}

int Nothing(void*) { return 0; }

void ExpectUnknownThread(const Result& result) {
  ASSERT_EQ(KindOf(result), Kind::kNoProgress) << What(result);
  EXPECT_NE(result.finding->message.find("Start it with std::thread"),
            std::string::npos);
  ASSERT_FALSE(result.finding->locations.empty());
  EXPECT_NE(result.finding->locations[0].file.find("failure_test.cc"),
            std::string::npos);
}

TEST(Failure, ThreadMadeByClone) {
  ExpectUnknownThread(Explore({}, [] {
    static char stack[1 << 16];
    clone(Nothing, stack + sizeof(stack),
          CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD,
          nullptr);
  }));
}

TEST(Failure, ThreadMadeByTheSystemCall) {
  ExpectUnknownThread(Explore({}, [] {
    static char stack[1 << 16];
    syscall(SYS_clone,
            CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD,
            stack + sizeof(stack), nullptr, nullptr, nullptr);
  }));
}

TEST(Failure, TooMuchMemory) {
  const Result result = Explore({.memory_limit_bytes = int64_t{256} << 20}, [] {
    std::vector<std::vector<char>> hoard;
    for (;;) hoard.emplace_back(1 << 20, 'x');
  });
  EXPECT_EQ(KindOf(result), Kind::kMemory);
}

TEST(Failure, TooManyThreads) {
  const Result result = Explore({.schedules = 1}, [] {
    std::vector<std::thread> crowd;
    for (;;) crowd.emplace_back([] {});
  });
  EXPECT_EQ(KindOf(result), Kind::kCrash);
}

TEST(Failure, TwoHundredThreadsAreNotTooMany) {
  const Result result = Explore({.schedules = 3}, [] {
    std::mutex mutex;
    int count = 0;
    std::vector<std::thread> crowd;
    for (int i = 0; i < 200; ++i) {
      crowd.emplace_back([&] {
        const std::scoped_lock lock(mutex);
        ++count;
      });
    }
    for (std::thread& thread : crowd) thread.join();
    schedule::Require(count == 200, "all of them counted");
  });
  EXPECT_TRUE(result.clean()) << What(result);
}

TEST(Failure, ExpectationOfGoogleTest) {
  schedule::FailOnExpectations();
  const Result result = Explore({}, [] { EXPECT_EQ(6 * 9, 42); });
  ASSERT_EQ(KindOf(result), Kind::kWrongResult);
  EXPECT_NE(result.finding->message.find("42"), std::string::npos);
}

TEST(Failure, ExploreTestFailsTheTest) {
  testing::TestPartResultArray failures;
  {
    const testing::ScopedFakeTestPartResultReporter catching(&failures);
    schedule::ExploreTest([] { schedule::Require(false, "too salty"); });
  }
  ASSERT_EQ(failures.size(), 1);
  EXPECT_NE(
      std::string(failures.GetTestPartResult(0).message()).find("too salty"),
      std::string::npos);
}

TEST(Failure, OptionsThatMakeNoSense) {
  EXPECT_EQ(KindOf(Explore({.schedules = 0}, [] {})), Kind::kInfra);
  EXPECT_EQ(KindOf(Explore({.replay = "no schedule!"}, [] {})), Kind::kInfra);
}

TEST(Failure, PrepareFails) {
  const Result result =
      Explore({.prepare = [] { return "no such file"; }}, [] {});
  EXPECT_EQ(KindOf(result), Kind::kBuild);
  EXPECT_EQ(result.finding->message, "no such file");
}

}  // namespace
