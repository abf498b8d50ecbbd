// Commands that are confined for real, in each way that works on this machine.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <vector>

#include "runner/sandbox/bubblewrap.h"
#include "runner/sandbox/isolation.h"
#include "runner/system/disk.h"
#include "runner/system/process.h"

namespace racelings {
namespace {

namespace fs = std::filesystem;

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

class Confined : public testing::TestWithParam<Isolation> {
 protected:
  void SetUp() override {
    if (!Works(GetParam())) {
      GTEST_SKIP() << IsolationName(GetParam()) << " does not work here";
    }
    folder_ = *disk_.MakePrivateFolder(fs::temp_directory_path());
    fs::create_directories(folder_ / "work");
    ASSERT_TRUE(disk_.Write(folder_ / "given", "given").ok());
    ASSERT_TRUE(disk_.Write(folder_ / "hidden", "hidden").ok());
    processes_.Confine(IsolationName(GetParam()), allowance_);
  }
  void TearDown() override {
    if (!folder_.empty()) disk_.Remove(folder_);
  }

  Outcome Shell(const std::string& script) {
    Command command{
        .argv = {"/bin/sh", "-c", script},
        .directory = folder_ / "work",
        .confinement = Confinement{{folder_ / "given"}, {folder_ / "work"}},
        .report = folder_ / "report"};
    const absl::StatusOr<Outcome> outcome = processes_.Run(command);
    EXPECT_TRUE(outcome.ok()) << outcome.status();
    return outcome.value_or(Outcome{});
  }

  bool HasView() const { return GetParam() != Isolation::kLimits; }

  RealDisk disk_;
  Allowance allowance_;
  RealProcesses processes_;
  fs::path folder_;
};

TEST_P(Confined, EndsAsTheCommandDoes) {
  EXPECT_EQ(Shell("exit 7").exit_status, 7);
  EXPECT_EQ(Shell("echo said; pwd").output,
            "said\n" + (folder_ / "work").string() + "\n");
}

TEST_P(Confined, SeesWhatItIsGiven) {
  EXPECT_EQ(Shell("cat ../given").output, "given");
  if (!HasView()) return;
  EXPECT_NE(Shell("cat ../hidden").exit_status, 0);
  EXPECT_THAT(Shell("ls -A /; ls -A /tmp /dev").output, Not(HasSubstr("home")));
}

TEST_P(Confined, WritesWhereItMay) {
  EXPECT_EQ(Shell("echo x > file && cat file").output, "x\n");
  EXPECT_TRUE(disk_.Exists(folder_ / "work" / "file"));
  if (!HasView()) return;
  for (const char* place : {"../given", "/usr/x", "/x", "/dev/x", "/proc/x"}) {
    EXPECT_NE(Shell(std::string("echo x > ") + place).exit_status, 0) << place;
  }
  EXPECT_EQ(Shell("echo x > /tmp/unseen").exit_status, 0);
  EXPECT_FALSE(disk_.Exists("/tmp/unseen"));
}

TEST_P(Confined, WritesItsReportThoughNoPathLeadsThere) {
  EXPECT_EQ(Shell("exec 1>/dev/fd/200; echo all is well").exit_status, 0);
  EXPECT_EQ(disk_.Read(folder_ / "report").value_or(""), "all is well\n");
}

TEST_P(Confined, HasNothingOfTheRunnersEnvironment) {
  setenv("RACELINGS_SECRET", "password", 1);
  EXPECT_THAT(Shell("env").output, Not(HasSubstr("password")));
  unsetenv("RACELINGS_SECRET");
}

TEST_P(Confined, HasNoRights) {
  EXPECT_THAT(Shell("grep CapEff /proc/self/status").output,
              HasSubstr("0000000000000000"));
  EXPECT_THAT(Shell("grep NoNewPrivs /proc/self/status").output,
              HasSubstr("1"));
}

TEST_P(Confined, HasNoNetwork) {
  if (!HasView()) return;
  // Two lines of headings, and the loopback.
  EXPECT_EQ(Shell("wc -l < /proc/net/dev").output, "3\n");
}

TEST_P(Confined, IsStoppedWhenItGrows) {
  allowance_.memory = std::uint64_t{60} << 20;
  processes_.Confine(IsolationName(GetParam()), allowance_);
  const Outcome outcome = Shell("x=0123456789abcdef; while :; do x=$x$x; done");
  EXPECT_FALSE(outcome.ok());
  EXPECT_TRUE(outcome.too_much == "60 MB of memory" ||
              outcome.exit_status != 0 || outcome.signal != 0);
}

TEST_P(Confined, IsStoppedWhenItHasTooManyProcesses) {
  allowance_.processes = 5;
  processes_.Confine(IsolationName(GetParam()), allowance_);
  const Outcome outcome =
      Shell("for i in 1 2 3 4 5 6 7 8; do sleep 1000 & done; wait");
  EXPECT_EQ(outcome.too_much, "5 processes");
}

TEST_P(Confined, LeavesNobodyBehind) {
  const std::string odd = std::to_string(1000000 + getpid());
  Shell("setsid sleep " + odd + " & exit 0");
  const absl::StatusOr<Outcome> left =
      processes_.Run({.argv = {"pgrep", "-f", "^sleep " + odd}});
  ASSERT_TRUE(left.ok());
  EXPECT_EQ(left->exit_status, 1);
}

INSTANTIATE_TEST_SUITE_P(Ways, Confined,
                         testing::Values(Isolation::kBubblewrap,
                                         Isolation::kNamespaces,
                                         Isolation::kLimits),
                         [](const auto& info) {
                           return std::string(IsolationName(info.param));
                         });

TEST(Bubblewrap, WrapsTheCommand) {
  const std::vector<std::string> words =
      InBubblewrap({"cc", "-c"}, "/w", {{"/kit"}, {"/w"}}, {.temporary = 4096});
  EXPECT_EQ(words.front(), "bwrap");
  EXPECT_EQ(words.back(), "-c");
  EXPECT_THAT(words, Contains("--unshare-net"));
  EXPECT_THAT(words, Contains("4096"));
}

TEST(Isolation, AWorseOneCanBeHad) {
  EXPECT_EQ(BestIsolation("limits"), Isolation::kLimits);
  EXPECT_NE(BestIsolation("namespaces"), Isolation::kBubblewrap);
}

}  // namespace
}  // namespace racelings
