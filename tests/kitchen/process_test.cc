#include "kitchen/processes/process.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "kitchen/processes/message_queue.h"
#include "leftovers.h"

namespace {

using kitchen::MessageQueue;
using kitchen::Process;

// Stays until it is ended.
void Stay() {
  for (;;) pause();
}

class ProcessTest : public testing::Test {
 protected:
  void TearDown() override {
    EXPECT_FALSE(HasChild());
    EXPECT_EQ(OpenDescriptors(), open_);
  }

  const std::set<int> open_ = OpenDescriptors();
};

TEST_F(ProcessTest, RunsTheFunctionElsewhere) {
  int counter = 0;
  MessageQueue queue;
  Process john("John", [&] {
    ++counter;
    queue.Put(std::to_string(getpid()) + " counts " + std::to_string(counter));
  });
  const std::optional<std::string> message = queue.Get();
  john.Join();
  EXPECT_EQ(message, std::to_string(john.pid()) + " counts 1");
  EXPECT_NE(john.pid(), getpid());
  EXPECT_EQ(counter, 0) << "memory is not shared";
  EXPECT_EQ(john.name(), "John");
  EXPECT_EQ(john.exit_code(), 0);
}

TEST_F(ProcessTest, AllRunAtTheSameTime) {
  MessageQueue here;
  MessageQueue go;
  std::vector<Process> staff;
  for (const char* name : {"John", "Jane", "Joe"}) {
    staff.emplace_back(name, [&] {
      here.Put("here");
      go.Get();
    });
  }
  for (int i = 0; i < 3; ++i) EXPECT_EQ(here.Get(), "here");
  for (int i = 0; i < 3; ++i) go.Put("go");
  for (Process& process : staff) process.Join();
}

TEST_F(ProcessTest, HasNoExitCodeBeforeItIsJoined) {
  Process process("staying", Stay);
  EXPECT_EQ(process.exit_code(), std::nullopt);
  process.Kill();
  process.Join();
  EXPECT_EQ(process.exit_code(), -SIGKILL);
  process.Join();
  process.Kill();
  EXPECT_EQ(process.exit_code(), -SIGKILL);
}

TEST_F(ProcessTest, KeepsWhatItEndedWith) {
  Process process("exiting", [] { _exit(7); });
  process.Join();
  EXPECT_EQ(process.exit_code(), 7);
}

TEST_F(ProcessTest, AnExceptionIsPrintedAndEndsItWithOne) {
  testing::internal::CaptureStderr();
  Process john("John", [] { throw std::runtime_error("no burgers left"); });
  john.Join();
  Process jane("Jane", [] { throw 1; });
  jane.Join();
  EXPECT_EQ(testing::internal::GetCapturedStderr(),
            "John: no burgers left\n"
            "Jane: threw something that is no std::exception\n");
  EXPECT_EQ(john.exit_code(), 1);
  EXPECT_EQ(jane.exit_code(), 1);
}

// TearDown sees that it was waited for.
TEST_F(ProcessTest, IsJoinedWhenDestroyed) {
  MessageQueue queue;
  {
    const Process process("working", [&] { queue.Put("done"); });
  }
  queue.CloseWriting();
  EXPECT_EQ(queue.Get(), "done");
  EXPECT_EQ(queue.Get(), std::nullopt);
}

TEST_F(ProcessTest, IsJoinedWhenAnotherTakesItsPlace) {
  Process process("first", [] {});
  const pid_t first = process.pid();
  process = Process("second", [] { _exit(2); });
  EXPECT_NE(process.pid(), first);
  EXPECT_EQ(waitpid(first, nullptr, WNOHANG), -1);
  Process moved = std::move(process);
  moved.Join();
  EXPECT_EQ(moved.exit_code(), 2);
  EXPECT_EQ(moved.name(), "second");
}

TEST_F(ProcessTest, SomethingElseHadWaitedForIt) {
  Process process("waited for", [] {});
  EXPECT_EQ(waitpid(-1, nullptr, 0), process.pid());
  process.Join();
  EXPECT_EQ(process.exit_code(), std::nullopt);
}

// A process object that is copied by fork() is not the copy's to wait for, nor
// to kill.
TEST_F(ProcessTest, BelongsToItsParent) {
  MessageQueue queue;
  Process process("staying", Stay);
  Process other("other", [&] {
    process.Kill();
    process.Join();
    queue.Put("did not wait");
  });
  EXPECT_EQ(queue.Get(), "did not wait");
  other.Join();
  EXPECT_EQ(waitpid(process.pid(), nullptr, WNOHANG), 0) << "it still runs";
  process.Kill();
}

TEST_F(ProcessTest, NothingIsPrintedTwice) {
  testing::internal::CaptureStdout();
  std::printf("before\n");
  Process process("printing", [] { std::printf("inside\n"); });
  process.Join();
  std::printf("after\n");
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "before\ninside\nafter\n");
}

TEST_F(ProcessTest, IsShownByItsName) {
  MessageQueue queue;
  const Process process("John", [&] {
    std::ifstream file("/proc/self/comm");
    std::string name;
    std::getline(file, name);
    queue.Put(name);
  });
  EXPECT_EQ(queue.Get(), "John");
}

}  // namespace
