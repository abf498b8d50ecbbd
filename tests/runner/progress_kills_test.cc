// Progress is lost by nothing that can happen in the middle of a change: the
// program is killed, or an operation fails, at every step there is.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <sstream>
#include <string>

#include "fakes.h"
#include "runner/progress/progress_file.h"
#include "runner/system/error.h"

namespace racelings {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct Killed {};  // thrown: nothing of the program runs any more

// A disk on which the step with this number, counted from 1, does not end well.
class BadDisk final : public Disk {
 public:
  enum class How {
    kKilledBefore,
    kKilledInTheMiddle,
    kKilledAfter,
    kFails,
  };

  BadDisk(FakeDisk& disk, int step, How how)
      : disk_(disk), step_(step), how_(how) {}

  bool reached() const { return count_ >= step_; }

  absl::StatusOr<std::string> Read(const std::filesystem::path& file) override {
    return disk_.Read(file);
  }
  absl::Status Write(const std::filesystem::path& file,
                     std::string_view content) override {
    return Step([&] { return disk_.Write(file, content); },
                [&] {
                  disk_.files[absl::StrCat(file.string(), ".Xy12ab")] =
                      content.substr(0, content.size() / 2);
                });
  }
  absl::Status Copy(const std::filesystem::path& from,
                    const std::filesystem::path& to) override {
    return Step([&] { return disk_.Copy(from, to); }, [] {});
  }
  absl::Status AllowToRun(const std::filesystem::path& file) override {
    return Step([&] { return disk_.AllowToRun(file); }, [] {});
  }
  bool Exists(const std::filesystem::path& path) override {
    return disk_.Exists(path);
  }
  bool IsFolder(const std::filesystem::path& path) override {
    return disk_.IsFolder(path);
  }
  bool IsLink(const std::filesystem::path& path) override {
    return disk_.IsLink(path);
  }
  bool IsPlainFile(const std::filesystem::path& path) override {
    return disk_.IsPlainFile(path);
  }
  absl::StatusOr<std::vector<Entry>> List(
      const std::filesystem::path& folder) override {
    return disk_.List(folder);
  }
  absl::StatusOr<Stamp> Stat(const std::filesystem::path& file) override {
    return disk_.Stat(file);
  }
  std::filesystem::path Resolve(const std::filesystem::path& path) override {
    return disk_.Resolve(path);
  }
  absl::StatusOr<std::filesystem::path> MakePrivateFolder(
      const std::filesystem::path& parent) override {
    return disk_.MakePrivateFolder(parent);
  }
  absl::Status Rename(const std::filesystem::path& from,
                      const std::filesystem::path& to) override {
    return Step([&] { return disk_.Rename(from, to); }, [] {});
  }
  absl::StatusOr<std::shared_ptr<void>> Lock(
      const std::filesystem::path& file) override {
    RACELINGS_RETURN_IF_ERROR(Step([] { return absl::OkStatus(); }, [] {}));
    return disk_.Lock(file);
  }
  absl::StatusOr<std::shared_ptr<void>> TryLock(
      const std::filesystem::path& file) override {
    return disk_.TryLock(file);
  }
  void Remove(const std::filesystem::path& path) override {
    const auto remove = [&] {
      disk_.Remove(path);
      return absl::OkStatus();
    };
    Step(remove, [] {}).IgnoreError();
  }

 private:
  template <typename Action, typename Half>
  absl::Status Step(Action action, Half half) {
    if (++count_ != step_) return action();
    switch (how_) {
      case How::kKilledBefore:
        throw Killed{};
      case How::kKilledInTheMiddle:
        half();
        throw Killed{};
      case How::kKilledAfter:
        action().IgnoreError();
        throw Killed{};
      case How::kFails:
        break;
    }
    return absl::ResourceExhaustedError("no space left");
  }

  FakeDisk& disk_;
  const int step_;
  const How how_;
  int count_ = 0;
};

Exercise Named(const std::string& slug) {
  return {absl::StrCat("07_", slug), "07", slug, Manifest{}};
}

class ProgressKillsTest : public ::testing::TestWithParam<BadDisk::How> {
 protected:
  // Changes something, with `disk_` as it is now, going wrong at every step.
  // Afterwards the hints of pop that are `kept` are there, the file is whole
  // and can be changed, and a change that was said to be made is there.
  void GoWrongAtEveryStep(const std::set<int>& kept) {
    const std::map<std::string, std::string> before = disk_.files;
    bool reached = true;
    for (int step = 1; reached; ++step) {
      SCOPED_TRACE(absl::StrCat("step ", step));
      disk_.files = before;
      BadDisk bad(disk_, step, GetParam());
      absl::Status changed;
      try {
        ProgressFile file(bad, progress_, course_);
        changed = file.RecordHint(Named("act"), 1);
      } catch (const Killed&) {
        changed = absl::UnknownError("killed");
      }
      reached = bad.reached();
      ASSERT_LT(step, 20);
      ASSERT_TRUE(step > 2 || reached) << "there are no steps";
      said_.str("");
      ProgressFile after(disk_, progress_, course_);
      for (const int number : kept)
        EXPECT_THAT(after.HintsSeen(Named("pop")), Contains(number));
      if (changed.ok()) {
        EXPECT_THAT(after.HintsSeen(Named("act")), Contains(1));
      }
      ASSERT_TRUE(after.RecordHint(Named("wait"), 2).ok());
      if (!kept.empty()) {
        EXPECT_THAT(said_.str(), IsEmpty());
      }
      ProgressFile again(disk_, progress_, course_);
      EXPECT_THAT(again.HintsSeen(Named("wait")), Contains(2));
      for (const int number : kept)
        EXPECT_THAT(again.HintsSeen(Named("pop")), Contains(number));
      for (const auto& [name, content] : disk_.files) {
        EXPECT_FALSE(absl::EndsWith(name, ".Xy12ab")) << "litter";
      }
    }
  }

  FakeDisk disk_;
  std::ostringstream said_;
  Progress progress_{said_, Terminal{}};
  const Course course_{"/c", "/c"};
};

TEST_P(ProgressKillsTest, AChangeIsMadeOrNotMade) {
  ProgressFile file(disk_, progress_, course_);
  ASSERT_TRUE(file.RecordHint(Named("pop"), 1).ok());
  ASSERT_TRUE(file.RecordHint(Named("pop"), 3).ok());
  GoWrongAtEveryStep({1, 3});
}

TEST_P(ProgressKillsTest, ADamagedFileIsKept) {
  disk_.files["/c/.racelings/progress.json"] = "damaged";
  GoWrongAtEveryStep({});
  EXPECT_EQ(disk_.files["/c/.racelings/progress.json.damaged-1"], "damaged");
}

TEST_P(ProgressKillsTest, TheOldFileIsTakenOver) {
  disk_.files["/c/build/progress.json"] =
      R"({"version": 1, "passed": {"07_pop": "x"}})";
  GoWrongAtEveryStep({});
  EXPECT_THAT(disk_.files["/c/.racelings/progress.json"],
              HasSubstr("\"passed\": \"x\""));
}

INSTANTIATE_TEST_SUITE_P(Every, ProgressKillsTest,
                         ::testing::Values(BadDisk::How::kKilledBefore,
                                           BadDisk::How::kKilledInTheMiddle,
                                           BadDisk::How::kKilledAfter,
                                           BadDisk::How::kFails));

// A process that records a hint on a real disk, and stops at each system call.
class Stepped {
 public:
  explicit Stepped(const Course& course, int hint) : child_(fork()) {
    if (child_ != 0) {
      waitpid(child_, &status_, 0);
      return;
    }
    if (ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) != 0) _exit(2);
    raise(SIGSTOP);
    RealDisk disk;
    std::ostringstream said;
    Progress progress(said, Terminal{});
    ProgressFile file(disk, progress, course);
    _exit(file.RecordHint(Named("pop"), hint).ok() ? 0 : 1);
  }
  Stepped(const Stepped&) = delete;
  Stepped& operator=(const Stepped&) = delete;
  ~Stepped() {
    if (!alive()) return;
    kill(child_, SIGKILL);
    waitpid(child_, &status_, 0);
  }

  bool alive() const { return WIFSTOPPED(status_); }
  int exit_status() const { return WEXITSTATUS(status_); }

  // To the beginning, or the end, of the next system call.
  void Step() {
    ptrace(PTRACE_SYSCALL, child_, nullptr, nullptr);
    waitpid(child_, &status_, 0);
  }

 private:
  const pid_t child_;
  int status_ = 0;
};

TEST(ProgressKills, ARealProcessMayBeKilledAtEverySystemCall) {
  std::string root =
      (std::filesystem::temp_directory_path() / "racelings-progress-XXXXXX")
          .string();
  ASSERT_NE(mkdtemp(root.data()), nullptr);
  const Course course{root, root};
  {
    Stepped whole(course, 1);
    if (!whole.alive()) GTEST_SKIP() << "no process may be traced here";
    while (whole.alive()) whole.Step();
    ASSERT_EQ(whole.exit_status(), 0);
  }
  RealDisk disk;
  std::ostringstream said;
  Progress progress(said, Terminal{});
  std::set<int> acknowledged = {1};
  int calls = 0;
  for (bool ended = false; !ended; ++calls) {
    const int hint = calls + 2;
    {
      Stepped process(course, hint);
      for (int i = 0; i < calls && process.alive(); ++i) process.Step();
      ended = !process.alive();
      if (ended) {
        ASSERT_EQ(process.exit_status(), 0);
        acknowledged.insert(hint);
      }
    }  // killed here
    ProgressFile after(disk, progress, course);
    const std::set<int> seen = after.HintsSeen(Named("pop"));
    for (const int one : acknowledged) ASSERT_THAT(seen, Contains(one));
    acknowledged = seen;
    ASSERT_THAT(said.str(), IsEmpty()) << "after " << calls << " stops";
  }
  EXPECT_GT(calls, 20);
  // What the kills left beside the file went with the changes that followed.
  EXPECT_EQ(disk.List(std::filesystem::path(root) / ".racelings")->size(), 2U);
  disk.Remove(root);
}

}  // namespace
}  // namespace racelings
