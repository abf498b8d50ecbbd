#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <unistd.h>

#include <csignal>
#include <optional>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "runner/system/disk.h"
#include "runner/system/process.h"

namespace racelings {
namespace {

using ::testing::ElementsAre;

Processes& processes() {
  static RealProcesses real;
  return real;
}

Command Shell(const std::string& script) {
  return {.argv = {"sh", "-c", script}};
}

bool IsAlive(std::string_view pid) {
  int number = 0;
  EXPECT_TRUE(absl::SimpleAtoi(pid, &number)) << pid;
  return kill(number, 0) == 0;
}

TEST(Processes, TellHowAProgramEnded) {
  const auto outcome = processes().Run(Shell("echo out; echo err >&2; exit 3"));
  ASSERT_TRUE(outcome.ok()) << outcome.status();
  EXPECT_EQ(outcome->exit_status, 3);
  EXPECT_EQ(outcome->output, "out\nerr\n");
  EXPECT_EQ(processes().Run(Shell("kill -9 $$"))->signal, SIGKILL);
}

TEST(Processes, AMissingProgramIsNotFound) {
  EXPECT_TRUE(absl::IsNotFound(
      processes().Run({.argv = {"no-such-program"}}).status()));
}

TEST(Processes, OutputIsReadToItsEndAndKeptInPart) {
  Command command =
      Shell("head -c 300000 /dev/zero | tr '\\0' 'a'; echo; echo last");
  command.keep = 1000;
  std::vector<std::string> lines;
  command.on_line = [&lines](std::string_view line) {
    lines.emplace_back(line.substr(0, 4));
  };
  const auto outcome = processes().Run(command);
  ASSERT_TRUE(outcome.ok());
  EXPECT_EQ(outcome->output.size(), 1000U);
  EXPECT_TRUE(outcome->truncated);
  EXPECT_THAT(lines, ElementsAre("aaaa", "last"));
}

TEST(Processes, RunSideBySide) {
  // Each waits for the other through a pair of pipes: one after the other would
  // never end, and the limit would say so.
  const std::string folder =
      absl::StrCat(testing::TempDir(), "side-", getpid());
  ASSERT_TRUE(
      processes()
          .Run(Shell(absl::StrCat("mkdir -p ", folder, " && cd ", folder,
                                  " && rm -f a b && mkfifo a b")))
          .ok());
  Command first = Shell("echo x > a; read y < b");
  Command second = Shell("read x < a; echo y > b");
  for (Command* command : {&first, &second}) {
    command->directory = folder;
    command->limit = std::chrono::seconds(60);
  }
  const auto outcomes = processes().RunTogether({first, second});
  ASSERT_TRUE(outcomes.ok()) << outcomes.status();
  EXPECT_TRUE((*outcomes)[0].ok());
  EXPECT_TRUE((*outcomes)[1].ok());
}

TEST(Processes, RunOneAfterAnother) {
  // Each needs what the one before leaves at its end.
  const std::string folder =
      absl::StrCat(testing::TempDir(), "queue-", getpid());
  std::vector<Command> commands = {
      Shell(absl::StrCat("rm -rf ", folder, "; mkdir ", folder))};
  for (const char* script : {"mkdir a", "rmdir a && mkdir b", "rmdir b"})
    commands.push_back(Shell(absl::StrCat("cd ", folder, " && ", script)));
  const auto outcomes = processes().RunQueue(commands, 1);
  ASSERT_TRUE(outcomes.ok()) << outcomes.status();
  ASSERT_EQ(outcomes->size(), 4u);
  for (const Outcome& outcome : *outcomes)
    EXPECT_TRUE(outcome.ok()) << outcome.output;
}

TEST(Processes, NoneOfManyStartsBehindOneThatDoesNotExist) {
  const std::string mark = absl::StrCat(testing::TempDir(), "mark-", getpid());
  const auto outcomes = processes().RunQueue(
      {Shell("true"), Command{.argv = {"/no/such/program"}},
       Shell(absl::StrCat("touch ", mark))},
      1);
  EXPECT_TRUE(absl::IsNotFound(outcomes.status())) << outcomes.status();
  EXPECT_FALSE(std::filesystem::exists(mark));
}

TEST(Processes, ALimitKillsTheWholeGroup) {
  Command command = Shell("sleep 1000 & echo $!; wait");
  command.limit = std::chrono::milliseconds(200);
  const auto outcome = processes().Run(command);
  ASSERT_TRUE(outcome.ok());
  EXPECT_TRUE(outcome->timed_out);
  EXPECT_FALSE(outcome->ok());
  EXPECT_FALSE(IsAlive(absl::StripSuffix(outcome->output, "\n")));
}

TEST(Processes, AProcessorLimitKnowsWorkFromWaiting) {
  // A child of the shell works, and the shell waits for it.
  Command works = Shell("sh -c 'while :; do :; done'; true");
  works.processor_limit = std::chrono::milliseconds(300);
  const auto worked = processes().Run(works);
  ASSERT_TRUE(worked.ok());
  EXPECT_TRUE(worked->used_up);
  EXPECT_FALSE(worked->timed_out);
  EXPECT_FALSE(worked->ok());

  Command waits = Shell("sleep 1000");
  waits.processor_limit = std::chrono::milliseconds(300);
  waits.limit = std::chrono::milliseconds(900);
  const auto waited = processes().Run(waits);
  ASSERT_TRUE(waited.ok());
  EXPECT_FALSE(waited->used_up);
  EXPECT_TRUE(waited->timed_out);
}

TEST(Processes, NothingIsLeftEvenOutsideTheGroup) {
  // The stray leaves the group, and then the shell ends before it.
  const std::string fifo = absl::StrCat(testing::TempDir(), "stray-", getpid());
  const auto outcome = processes().Run(Shell(
      absl::StrCat("mkfifo ", fifo, "; setsid sh -c 'echo $$; echo x > ", fifo,
                   "; exec sleep 1000' & read x < ", fifo, "; rm ", fifo)));
  ASSERT_TRUE(outcome.ok());
  EXPECT_FALSE(IsAlive(absl::StripSuffix(outcome->output, "\n")));
}

// Listens to a pipe, and wants to stop once something is written to it.
class Ear final : public Attention {
 public:
  Ear() {
    EXPECT_EQ(pipe(ends_), 0);
    processes().set_attention(this);
  }
  ~Ear() override {
    processes().set_attention(nullptr);
    close(ends_[0]);
    close(ends_[1]);
  }

  int hears() const { return ends_[1]; }
  std::vector<int> Descriptors() override { return {ends_[0]}; }
  std::optional<Clock::time_point> Deadline() override { return due; }
  bool GoOn() override {
    ++asked;
    pollfd ready = {ends_[0], POLLIN, 0};
    return poll(&ready, 1, 0) == 0 && (!due || Clock::now() < *due);
  }

  int asked = 0;
  std::optional<Clock::time_point> due;

 private:
  int ends_[2] = {-1, -1};
};

TEST(Processes, AreStoppedWhenSomebodyElseIsToBeHeard) {
  Ear ear;
  std::string pid;
  Command command = Shell("echo $$; sleep 1000 & wait");
  command.on_line = [&](std::string_view line) {
    pid = std::string(line);
    EXPECT_EQ(write(ear.hears(), "x", 1), 1);
  };
  EXPECT_TRUE(absl::IsCancelled(processes().Run(command).status()));
  EXPECT_FALSE(IsAlive(pid));
  // Once it has listened, all is as it was.
  processes().set_attention(nullptr);
  EXPECT_TRUE(processes().Run(Shell("true"))->ok());
}

TEST(Processes, WaitForSomebodyWithNothingRunning) {
  Ear ear;
  ear.due = Ear::Clock::now() + std::chrono::milliseconds(10);
  EXPECT_TRUE(processes().Wait().ok());
  EXPECT_GE(ear.asked, 2);
  ear.due.reset();
  ASSERT_EQ(write(ear.hears(), "x", 1), 1);
  EXPECT_TRUE(processes().Wait().ok());
}

TEST(Processes, ACtrlCForSomebodyElseIsForgotten) {
  Ear ear;
  raise(SIGINT);
  EXPECT_TRUE(absl::IsCancelled(processes().Wait()));
  EXPECT_TRUE(processes().ForgetCtrlC());
  EXPECT_TRUE(processes().Run(Shell("true")).ok());
}

TEST(Processes, WhatIsDetachedLivesOn) {
  // It is started by a child that ends before it does, as browsers are.
  const std::string fifo =
      absl::StrCat(testing::TempDir(), "detached-", getpid());
  ASSERT_TRUE(processes().Run(Shell("mkfifo " + fifo)).ok());
  const std::string script =
      absl::StrCat("sh -c 'echo $$ > ", fifo, "; exec sleep 1000' & :");
  ASSERT_TRUE(processes().StartDetached({"sh", "-c", script}).ok());
  const auto told = processes().Run(Shell("cat " + fifo + "; rm " + fifo));
  ASSERT_TRUE(told.ok());
  const std::string pid(absl::StripSuffix(told->output, "\n"));
  EXPECT_TRUE(IsAlive(pid));
  EXPECT_TRUE(processes().Run(Shell("kill " + pid)).ok());
  EXPECT_TRUE(absl::IsNotFound(processes().StartDetached({"no-such-program"})));
}

class DiskTest : public ::testing::Test {
 protected:
  DiskTest() : folder_(*disk_.MakePrivateFolder(testing::TempDir())) {}
  ~DiskTest() override { disk_.Remove(folder_); }

  RealDisk disk_;
  const std::filesystem::path folder_;
};

TEST_F(DiskTest, ReadsBackWhatItWrote) {
  const auto file = folder_ / "a" / "b.txt";
  ASSERT_TRUE(disk_.Write(file, "one").ok());
  ASSERT_TRUE(disk_.Write(file, "two").ok());
  EXPECT_EQ(disk_.Read(file).value_or(""), "two");
  ASSERT_EQ(disk_.List(folder_ / "a")->size(),
            1U);  // nothing half-written lies about
  EXPECT_TRUE(disk_.IsFolder(folder_ / "a"));
  EXPECT_EQ(disk_.Stat(file)->size, 3U);
}

TEST_F(DiskTest, ACopyOfAProgramIsAProgram) {
  const auto can_be_run = [](const std::filesystem::path& file) {
    using std::filesystem::perms;
    return (std::filesystem::status(file).permissions() & perms::others_exec) !=
           perms::none;
  };
  ASSERT_TRUE(disk_.Write(folder_ / "text", "one").ok());
  ASSERT_TRUE(disk_.Write(folder_ / "program", "two").ok());
  ASSERT_TRUE(disk_.AllowToRun(folder_ / "program").ok());
  ASSERT_TRUE(disk_.Copy(folder_ / "text", folder_ / "a" / "text").ok());
  ASSERT_TRUE(disk_.Copy(folder_ / "program", folder_ / "a" / "program").ok());
  EXPECT_EQ(disk_.Read(folder_ / "a" / "program").value_or(""), "two");
  EXPECT_TRUE(can_be_run(folder_ / "a" / "program"));
  EXPECT_FALSE(can_be_run(folder_ / "a" / "text"));
  EXPECT_FALSE(disk_.Copy(folder_ / "none", folder_ / "a" / "none").ok());
  EXPECT_FALSE(disk_.AllowToRun(folder_ / "none").ok());
}

TEST_F(DiskTest, WhatIsNotThereIsNotFound) {
  EXPECT_TRUE(absl::IsNotFound(disk_.Read(folder_ / "none").status()));
  EXPECT_TRUE(absl::IsNotFound(disk_.List(folder_ / "none").status()));
  EXPECT_FALSE(disk_.Exists(folder_ / "none"));
  disk_.Remove(folder_ / "none");
}

TEST_F(DiskTest, ALockIsHeldByOneAlone) {
  absl::StatusOr<std::shared_ptr<void>> first = disk_.Lock(folder_ / "lock");
  ASSERT_TRUE(first.ok());
  EXPECT_TRUE(absl::IsUnavailable(disk_.TryLock(folder_ / "lock").status()));
  first->reset();
  EXPECT_TRUE(disk_.TryLock(folder_ / "lock").ok());
}

TEST_F(DiskTest, AFolderThatCannotBeMadeIsAnError) {
  ASSERT_TRUE(disk_.Write(folder_ / "file", "").ok());
  EXPECT_FALSE(disk_.Write(folder_ / "file" / "b", "").ok());
}

}  // namespace
}  // namespace racelings
