// The loop of the watch mode, with a keyboard, files and a display that are
// scripted, and a kit whose judges find a data race in what pops.

#include "runner/watch/session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <functional>
#include <sstream>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "fakes.h"
#include "runner/progress/progress_file.h"

namespace racelings {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kFile[] = "/c/exercises/07_pop/restaurant.cc";
constexpr char kRight[] = "// right\n";

class FakeKeyboard final : public Keyboard {
 public:
  std::vector<Key> keys;

  void Type(std::string_view text) {
    for (const char c : text) keys.push_back({Key::kText, std::string(1, c)});
  }

  int descriptor() const override { return -1; }
  std::optional<Clock::time_point> Deadline() const override {
    return std::nullopt;
  }
  std::vector<Key> Take() override { return std::exchange(keys, {}); }
};

class FakeFiles final : public FileWatcher {
 public:
  bool changed = false;
  std::string folder;

  void Watch(const std::filesystem::path& watched,
             const std::vector<std::string>&) override {
    folder = watched.string();
  }
  int descriptor() const override { return -1; }
  std::optional<Clock::time_point> Deadline() const override {
    return std::nullopt;
  }
  bool Changed() override { return std::exchange(changed, false); }
};

class FakeDisplay final : public Display {
 public:
  Scene scene;  // the last
  std::vector<std::string> statuses;
  Events events;
  bool left = false;
  bool lines = false;
  int suspended = 0;
  std::function<void()> on_leave = [] {};

  Terminal terminal() const override { return {}; }
  void Show(const Scene& shown) override {
    scene = shown;
    if (statuses.empty() || statuses.back() != scene.status)
      statuses.push_back(scene.status);
  }
  void Scroll(int, int) override {}
  void Leave() override {
    left = true;
    on_leave();
  }
  void Enter() override { left = false; }
  int descriptor() const override { return -1; }
  Events Take() override { return std::exchange(events, {}); }
  void Suspend() override { ++suspended; }
  bool by_line() const override { return lines; }
};

class SessionTest : public ::testing::Test {
 protected:
  SessionTest() {
    AddCourse(disk_);
    disk_.files["/c/build/tsan/bin/07_pop.schedules"] = "judge";
    disk_.files["/c/build/tsan/bin/07_pop.races"] = "judge";
    for (const char* file : {"exercise.toml", "README.md", "hints.md",
                             "restaurant.h", "restaurant.cc"}) {
      disk_.files[absl::StrCat("/c/exercises/08_act/", file)] =
          disk_.files[absl::StrCat("/c/exercises/07_pop/", file)];
    }
    disk_.files["/c/tests/exercises/08_act_test.cc"] = "TEST(Pop, Works) {}\n";
    processes_.run = [this](const Command& command) {
      return Pretend(command);
    };
    processes_.wait = [this]() -> absl::Status {
      if (steps_.empty()) return absl::CancelledError("no more steps");
      const std::function<void()> step = std::move(steps_.front());
      steps_.pop_front();
      step();
      return absl::OkStatus();
    };
  }

  absl::StatusOr<Outcome> Pretend(const Command& command) {
    if (command.argv[0] == "/usr/bin/clang++-22") {
      const std::string source = command.argv[command.argv.size() - 3];
      if (absl::EndsWith(source, ".cc")) {
        ++compiled_;
        racy_ = absl::StrContains(disk_.files[source], "pop_front");
      }
      disk_.files[command.argv.back()] = racy_ ? "racy" : "object";
      return Outcome{.exit_status = 0};
    }
    if (command.report.empty()) return Outcome{.exit_status = 0};
    const bool races = absl::EndsWith(command.argv[0], ".races");
    const bool racy = disk_.files[Flag(command, "answer")] == "racy";
    if (races) ++judged_;
    const bool found = races && racy;
    disk_.files[command.report.string()] = absl::StrCat(
        R"({"version": 1, "token": ")", Flag(command, "token"),
        R"(", "tests": [{"name": "Pop.Works", "schedules": )",
        Flag(command, "schedules"), R"(, "certain": true, "finding": )",
        found ? R"({"kind": "data-race", "variable": "orders", "locations": [
                {"file": "/c/exercises/07_pop/restaurant.cc", "line": 2}],
                "schedule": "ab2", "raw": "WARNING: a tool's words"})"
              : "null",
        "}]}");
    if (races) std::exchange(while_judging_, [] {})();
    return Outcome{.exit_status = found ? 1 : 0,
                   .output = "progress 312 2000 0\n"};
  }

  // Runs a session in which these happen, one after the other, whenever nothing
  // runs any more. Ends with the last, or with q.
  absl::Status Play(std::vector<std::function<void()>> steps) {
    steps_.assign(steps.begin(), steps.end());
    Session session(context_, {keyboard_, files_, display_, {}},
                    *Discover(disk_, course_));
    const absl::Status status = session.Run();
    how_far_ = session.HowFar();
    return status;
  }

  std::function<void()> Type(const std::string& text) {
    return [this, text] { keyboard_.Type(text); };
  }
  std::function<void()> Press(Key::Name name) {
    return [this, name] { keyboard_.keys.push_back({name}); };
  }
  std::function<void()> Save(const std::string& text) {
    return [this, text] {
      disk_.files[kFile] = text;
      files_.changed = true;
    };
  }
  std::function<void()> Sees(const std::string& text) {
    return
        [this, text] { EXPECT_THAT(display_.scene.content, HasSubstr(text)); };
  }

  FakeDisk disk_;
  FakeProcesses processes_;
  std::ostringstream out_;
  Progress progress_{out_, Terminal{}};
  const Course course_{"/c", "/c"};
  Context context_{disk_,      processes_, progress_,
                   course_,    "/c",       "/c/self",
                   Terminal{}, out_,       std::chrono::seconds(60)};
  FakeKeyboard keyboard_;
  FakeFiles files_;
  FakeDisplay display_;
  std::deque<std::function<void()>> steps_;
  std::function<void()> while_judging_ = [] {};
  std::string how_far_;
  int compiled_ = 0;
  int judged_ = 0;
  bool racy_ = false;
};

TEST_F(SessionTest, ChecksAtOnceAndOnEverySave) {
  const absl::Status status = Play(
      {[&] {
         EXPECT_THAT(display_.scene.content, HasSubstr("not yet: data race"));
         EXPECT_THAT(display_.scene.content, Not(HasSubstr("./racelings")));
         EXPECT_THAT(display_.scene.task,
                     HasSubstr("exercises/07_pop/restaurant.cc"));
         EXPECT_EQ(files_.folder, "/c/exercises/07_pop");
       },
       Save(kRight),
       [&] {
         EXPECT_THAT(display_.scene.content, HasSubstr("07_pop: right"));
         EXPECT_THAT(display_.scene.task, HasSubstr("Solved"));
         EXPECT_EQ(judged_, 2);
       },
       Save("orders.pop_front(); // again\n"), Sees("not yet: data race"),
       Save(kRight), Type("q")});
  EXPECT_TRUE(status.ok()) << status;
  EXPECT_THAT(how_far_, HasSubstr("1 of 2 exercises solved, 10 of 20 points"));
  EXPECT_THAT(
      display_.statuses,
      ::testing::Contains("playing schedules: 312 of 2000, no finding"));
  EXPECT_THAT(display_.statuses.back(), IsEmpty());
}

TEST_F(SessionTest, ASaveDuringACheckBeginsAnew) {
  while_judging_ = Save(kRight);
  EXPECT_FALSE(Play({Sees("07_pop: right")}).ok());
  EXPECT_EQ(compiled_, 2);
}

TEST_F(SessionTest, TheSameSavedTwiceIsCheckedOnce) {
  while_judging_ = [this] { files_.changed = true; };
  EXPECT_FALSE(Play({Sees("not yet"), [] {}}).ok());
  EXPECT_EQ(judged_, 1);
}

TEST_F(SessionTest, AFileThatIsAwayForAMomentIsWaitedFor) {
  EXPECT_FALSE(Play({[&] {
                       disk_.files.erase(kFile);
                       files_.changed = true;
                     },
                     Sees("not yet"), Save(kRight), Sees("right")})
                   .ok());
}

TEST_F(SessionTest, QuitsInTheMiddleOfACheck) {
  while_judging_ = Type("q");
  EXPECT_TRUE(Play({[] { FAIL() << "it went on"; }}).ok());
  EXPECT_EQ(judged_, 1);
}

TEST_F(SessionTest, CtrlCEndsIt) {
  processes_.run = [](const Command&) {
    return absl::CancelledError("stopped");
  };
  EXPECT_TRUE(absl::IsCancelled(Play({})));
}

TEST_F(SessionTest, HintsComeOneAfterTheOther) {
  EXPECT_TRUE(Play({Type("h"), Sees("Hint 1 of 3"), Press(Key::kEscape),
                    Sees("not yet"), Type("i"), Sees("Two cooks"), Type("?"),
                    Sees("How this works"), Type("q")})
                  .ok());
}

TEST_F(SessionTest, TheToolsOwnReportIsOneKeyAway) {
  EXPECT_TRUE(
      Play({Type("t"), Sees("WARNING: a tool's words"), Press(Key::kEscape),
            Sees("not yet"), Save(kRight), Sees("right"), Type("t"),
            Sees("No tool has said"), Type("q")})
          .ok());
}

TEST_F(SessionTest, WhatIsReadDuringACheckStays) {
  while_judging_ = Type("i");
  EXPECT_FALSE(Play({[&] {
                       EXPECT_THAT(display_.scene.content,
                                   HasSubstr("Two cooks"));
                       EXPECT_THAT(display_.scene.status,
                                   HasSubstr("not yet: data race"));
                     },
                     Press(Key::kEscape), Sees("not yet")})
                   .ok());
  EXPECT_EQ(judged_, 1);
}

TEST_F(SessionTest, GoesToAnotherExerciseAndRemembersIt) {
  EXPECT_TRUE(Play({Type("b"), Sees("the first exercise"), Type("n"),
                    [&] { EXPECT_EQ(files_.folder, "/c/exercises/08_act"); },
                    Type("n"), Sees("the last exercise"), Type("q")})
                  .ok());
  EXPECT_TRUE(
      Play({[&] { EXPECT_THAT(display_.scene.title, HasSubstr("08_act")); },
            Type("b"), Type("q")})
          .ok());
  EXPECT_THAT(display_.scene.title, HasSubstr("07_pop"));
}

TEST_F(SessionTest, BehindASolvedOneComesTheNextThatIsNot) {
  EXPECT_TRUE(
      Play({Save(kRight), Type("n"),
            [&] { EXPECT_THAT(display_.scene.title, HasSubstr("08_act")); },
            Type("q")})
          .ok());
}

std::string KeysOf(const Scene& scene) {
  std::string keys;
  for (const KeyHelp& help : scene.keys) absl::StrAppend(&keys, help.key, " ");
  return keys;
}

TEST_F(SessionTest, OnceItIsRightAKeyShowsTheSolution) {
  EXPECT_TRUE(
      Play({[&] { EXPECT_THAT(KeysOf(display_.scene), Not(HasSubstr("s "))); },
            Type("s"), Sees("for afterwards"), Save(kRight),
            [&] { EXPECT_THAT(KeysOf(display_.scene), HasSubstr("s ")); },
            Type("?"), Sees("our solution beside yours"), Type("q")})
          .ok());
}

TEST_F(SessionTest, ALearnersCopyHasNoSolutionToShow) {
  disk_.files.erase("/c/solutions/07_pop/restaurant.cc");
  disk_.files.erase("/c/solutions/07_pop/WHY.md");
  EXPECT_TRUE(
      Play({Save(kRight),
            [&] { EXPECT_THAT(KeysOf(display_.scene), Not(HasSubstr("s "))); },
            Type("s"), Sees("it has no solutions"), Type("?"),
            [&] {
              EXPECT_THAT(display_.scene.content,
                          Not(HasSubstr("our solution")));
            },
            Type("q")})
          .ok());
}

TEST_F(SessionTest, ChoosesFromTheList) {
  EXPECT_TRUE(Play({Type("l"),
                    [&] {
                      ASSERT_NE(display_.scene.menu, nullptr);
                      EXPECT_EQ(display_.scene.menu->chosen().id, "07_pop");
                    },
                    Type("/08"), Press(Key::kEnter),
                    [&] {
                      EXPECT_EQ(display_.scene.menu, nullptr);
                      EXPECT_EQ(files_.folder, "/c/exercises/08_act");
                    },
                    Type("lq"), Type("q")})
                  .ok());
}

TEST_F(SessionTest, RunsTheScriptOnTheTerminalItself) {
  bool ran = false;
  const auto pretend = processes_.run;
  processes_.run = [&](const Command& command) -> absl::StatusOr<Outcome> {
    if (!command.interactive) return pretend(command);
    ran = true;
    EXPECT_TRUE(display_.left);
    keyboard_.Type("q");  // is the script's to read
    return absl::CancelledError("Ctrl-C");
  };
  EXPECT_TRUE(Play({Type("r"),
                    [&] {
                      EXPECT_TRUE(ran);
                      EXPECT_FALSE(display_.left);  // any key came back
                      EXPECT_THAT(out_.str(), HasSubstr("Enter goes back"));
                    },
                    Sees("not yet"), Type("q")})
                  .ok());
}

TEST_F(SessionTest, StopsForCtrlZAndChecksAgainWhatItInterrupted) {
  while_judging_ = [this] { display_.events.stopped = true; };
  EXPECT_FALSE(Play({Sees("not yet")}).ok());
  EXPECT_EQ(display_.suspended, 1);
  EXPECT_EQ(judged_, 2);
}

TEST_F(SessionTest, ReplaysWhatWasFound) {
  EXPECT_TRUE(Play({Type("p"),
                    [&] {
                      EXPECT_THAT(display_.scene.content,
                                  HasSubstr("data race"));
                      EXPECT_EQ(judged_, 2);
                    },
                    Type("q")})
                  .ok());
}

TEST_F(SessionTest, ThePageIsWrittenAndItsAddressTold) {
  EXPECT_TRUE(
      Play({Type("o"), Sees("file:///c/build/reports/07_pop.html"), Type("q")})
          .ok());
  EXPECT_THAT(disk_.files["/c/build/reports/07_pop.html"],
              HasSubstr("data-race"));
}

TEST_F(SessionTest, AFullDiskIsToldAndNothingIsLost) {
  EXPECT_TRUE(Play({[&] {
                      disk_.write_error =
                          absl::ResourceExhaustedError("disk full");
                      Type("n")();
                    },
                    Sees("disk full"), Type("q")})
                  .ok());
}

TEST_F(SessionTest, ByLineTheNameOfAnExerciseIsEnough) {
  display_.lines = true;
  EXPECT_TRUE(Play({Type("8"), Press(Key::kEnter),
                    [&] { EXPECT_EQ(files_.folder, "/c/exercises/08_act"); },
                    Type("nonsense"), Press(Key::kEnter), Sees("nonsense"),
                    Type("h"), Press(Key::kEnter), Sees("Hint 1 of 3"),
                    Type("q"), Press(Key::kEnter)})
                  .ok());
}

}  // namespace
}  // namespace racelings
