#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "fakes.h"
#include "runner/build/answer.h"
#include "runner/build/diagnostics.h"
#include "runner/build/hash.h"
#include "runner/build/kit.h"
#include "runner/build/tool_error.h"
#include "runner/build/workspace.h"
#include "runner/system/terminal.h"

namespace racelings {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

TEST(Hash, TellsPartsApart) {
  EXPECT_NE(Hash().Add("ab").Add("c").Hex(), Hash().Add("a").Add("bc").Hex());
  EXPECT_EQ(Hash().Add("ab").Hex(), Hash().Add("ab").Hex());
  EXPECT_THAT(Hash().Hex(), SizeIs(32));
}

TEST(Diagnostics, AreErrorsInOrderWithTheirOption) {
  const auto errors = ParseDiagnostics(
      "/a/r.cc:3:7: warning: unused variable 'x' [-Wunused-variable]\n"
      "/a/r.cc:24:26: error: expected ';' after expression\n"
      "   24 |       orders.pop_front()\n"
      "/a/r.cc:30:3: error: writing variable 'n' requires holding mutex 'm' "
      "[-Werror,-Wthread-safety-analysis]\n"
      "/a/r.cc:1:10: fatal error: 'x.h' file not found\n");
  ASSERT_THAT(errors, SizeIs(3));
  EXPECT_EQ(errors[0].file, "/a/r.cc");
  EXPECT_EQ(errors[0].line, 24);
  EXPECT_EQ(errors[0].column, 26);
  EXPECT_EQ(errors[0].message, "expected ';' after expression");
  EXPECT_FALSE(IsThreadSafety(errors[0]));
  EXPECT_EQ(errors[1].message,
            "writing variable 'n' requires holding mutex 'm'");
  EXPECT_TRUE(IsThreadSafety(errors[1]));
}

TEST(Diagnostics, KeepTheCompilersOwnWordsInColour) {
  const auto errors = ParseDiagnostics(
      "In file included from /a/r.cc:1:\n"
      "\x1b[1m/a/r.h:3:7: \x1b[0m\x1b[0;1;31merror: \x1b[0m\x1b[1mno "
      "'x'\x1b[0m\n"
      "    3 | x;\n"
      "      | \x1b[0;1;32m^\x1b[0m\n"
      "\x1b[1m/a/r.h:9:1: \x1b[0m\x1b[0;1;36mnote: \x1b[0mhere\n"
      "/a/r.cc:5:1: warning: unused\n"
      "    5 | y;\n"
      "/a/r.cc:6:1: error: no 'z'\n"
      "1 warning and 2 errors generated.\n");
  ASSERT_THAT(errors, SizeIs(2));
  EXPECT_EQ(errors[0].file, "/a/r.h");
  EXPECT_EQ(errors[0].line, 3);
  EXPECT_EQ(errors[0].message, "no 'x'");
  EXPECT_EQ(WithoutColour(errors[0].text),
            "In file included from /a/r.cc:1:\n"
            "/a/r.h:3:7: error: no 'x'\n"
            "    3 | x;\n"
            "      | ^\n"
            "/a/r.h:9:1: note: here\n");
  EXPECT_THAT(errors[0].text, HasSubstr("\x1b[0;1;31merror: "));
  EXPECT_EQ(errors[1].text, "/a/r.cc:6:1: error: no 'z'\n");
}

TEST(Diagnostics, TheLinkerHasPlacesToo) {
  const auto errors = ParseDiagnostics(
      "ld.lld: error: undefined symbol: Work()\n"
      ">>> referenced by restaurant.cc:12 (/a/restaurant.cc:12)\n"
      ">>>               a.o:(Open())\n");
  ASSERT_THAT(errors, SizeIs(1));
  EXPECT_EQ(errors[0].message, "the linker says: undefined symbol: Work()");
  EXPECT_EQ(errors[0].file, "/a/restaurant.cc");
  EXPECT_EQ(errors[0].line, 12);
}

TEST(ToolError, ShowsTheFirstFailedStepOnly) {
  const std::string shown = TheError(
      "[1/3] Building a\nFAILED: a.o \na.cc:1:1: error: first\n[2/3] Building "
      "b\nFAILED: b.o\n"
      "b.cc:1:1: error: second\nninja: build stopped: subcommand failed.\n");
  EXPECT_THAT(shown, HasSubstr("first"));
  EXPECT_THAT(shown, Not(HasSubstr("second")));
}

TEST(ToolError, AFullDiskIsNotTheToolsFault) {
  const Outcome outcome{.exit_status = 1,
                        .output = "x: No space left on device\n"};
  EXPECT_THAT(std::string(ToolError("the kit", outcome, "./setup").message()),
              HasSubstr("the disk is full"));
}

TEST(ToolError, ReadsNinjasProgress) {
  int done = 0;
  int total = 0;
  EXPECT_TRUE(ParseNinjaProgress("[34/120] Building CXX object", done, total));
  EXPECT_EQ(done, 34);
  EXPECT_EQ(total, 120);
  EXPECT_FALSE(ParseNinjaProgress("-- Configuring done", done, total));
  EXPECT_FALSE(ParseNinjaProgress("[a/b]", done, total));
}

class BuildTest : public ::testing::Test {
 protected:
  BuildTest() {
    AddCourse(disk_);
    // ninja makes the judges, the compiler makes what -o names.
    processes_.run = [this](const Command& command) {
      if (command.argv[0] == "cmake") {
        disk_.files["/c/build/tsan/bin/07_pop.schedules"] = "judge";
        disk_.files["/c/build/tsan/bin/07_pop.races"] = "judge";
      } else {
        disk_.files[command.argv.back()] = "object";
      }
      return Outcome{.exit_status = 0};
    };
  }

  Exercise exercise() { return Discover(disk_, course_)->front(); }
  Kit kit() { return {disk_, processes_, progress_, course_}; }
  absl::StatusOr<BuiltAnswer> BuildAnswer() {
    const Exercise one = exercise();
    AnswerBuilder builder(disk_, processes_, progress_, course_,
                          std::chrono::seconds(120));
    return builder.Build(one, *ReadAnswer(disk_, one, "/c/exercises/07_pop"),
                         *kit().MakeReady(one));
  }

  FakeDisk disk_;
  FakeProcesses processes_;
  std::ostringstream said_;
  Progress progress_{said_, Terminal{}};
  const Course course_{"/c", "/c"};
};

TEST_F(BuildTest, AKitThatIsUpToDateCostsNoProcess) {
  ASSERT_TRUE(kit().MakeReady(exercise()).ok());
  EXPECT_THAT(processes_.started, SizeIs(1));
  ASSERT_TRUE(kit().MakeReady(exercise()).ok());
  EXPECT_THAT(processes_.started, SizeIs(1));
}

TEST_F(BuildTest, AChangeOfTheTestBuildsTheJudgesAnew) {
  ASSERT_TRUE(kit().MakeReady(exercise()).ok());
  for (const char* file :
       {"/c/tests/exercises/07_pop_test.cc", "/c/exercises/07_pop/restaurant.h",
        "/c/kitchen/staff.cc", "/c/build/tsan/bin/07_pop.races"}) {
    processes_.started.clear();
    disk_.files[file] = "changed, longer than before";
    ASSERT_TRUE(kit().MakeReady(exercise()).ok()) << file;
    EXPECT_THAT(processes_.started, SizeIs(1)) << file;
  }
  processes_.started.clear();
  disk_.files["/c/exercises/07_pop/restaurant.cc"] =
      "the answer is no part of the judges";
  ASSERT_TRUE(kit().MakeReady(exercise()).ok());
  EXPECT_THAT(processes_.started, IsEmpty());
}

TEST_F(BuildTest, AMissingToolIsForSetup) {
  processes_.run = [](const Command&) {
    return absl::NotFoundError("cannot start cmake");
  };
  EXPECT_THAT(std::string(kit().MakeReady(exercise()).status().message()),
              HasSubstr("next: ./setup"));
}

TEST_F(BuildTest, AMissingCompilerIsForSetup) {
  disk_.files.erase("/usr/bin/clang++-22");
  EXPECT_THAT(std::string(kit().MakeReady(exercise()).status().message()),
              HasSubstr("/usr/bin/clang++-22, is gone\n  next: ./setup"));
}

TEST_F(BuildTest, AnAnswerIsCompiledOncePerContent) {
  ASSERT_TRUE(BuildAnswer().ok());
  EXPECT_THAT(processes_.started, SizeIs(3));  // the judges, compile, link
  ASSERT_TRUE(BuildAnswer().ok());
  EXPECT_THAT(processes_.started, SizeIs(3));
  disk_.files["/c/exercises/07_pop/restaurant.cc"] = "// another\n";
  ASSERT_TRUE(BuildAnswer().ok());
  EXPECT_THAT(processes_.started, SizeIs(5));
}

TEST_F(BuildTest, AnAnswerIsCompiledAwayFromItsFolderUnderItsName) {
  std::string source;
  std::vector<std::string> compile;
  const auto pretend = processes_.run;
  processes_.run = [&](const Command& command) {
    for (const std::string& word : command.argv) {
      if (!absl::EndsWith(word, "/restaurant.cc")) continue;
      source = disk_.files[word];
      compile = command.argv;
      EXPECT_FALSE(absl::StartsWith(word, "/c/exercises/"));
    }
    return pretend(command);
  };
  ASSERT_TRUE(BuildAnswer().ok());
  EXPECT_THAT(
      source,
      HasSubstr("#line 1 \"/c/exercises/07_pop/restaurant.cc\"\n// starter"));
  EXPECT_THAT(compile, ::testing::IsSupersetOf({"-I", "/c/exercises/07_pop"}));
}

TEST_F(BuildTest, AnErrorOfTheLearnersIsToldFromOneOfTheMachine) {
  ASSERT_TRUE(kit().MakeReady(exercise()).ok());
  processes_.run = [](const Command&) {
    return Outcome{.exit_status = 1, .output = "/a.cc:1:2: error: no\n"};
  };
  ASSERT_TRUE(BuildAnswer().ok());
  EXPECT_THAT(BuildAnswer()->errors, SizeIs(1));
  processes_.run = [](const Command&) { return Outcome{.signal = 9}; };
  EXPECT_FALSE(BuildAnswer().ok());
}

TEST_F(BuildTest, AMissingEditableFileIsNamed) {
  disk_.files["/d/other.cc"] = "";
  const absl::StatusOr<Answer> answer = ReadAnswer(disk_, exercise(), "/d");
  EXPECT_TRUE(absl::IsInvalidArgument(answer.status()));
  EXPECT_THAT(std::string(answer.status().message()),
              HasSubstr("/d/restaurant.cc"));
}

TEST_F(BuildTest, WhatAKilledProcessLeftIsTakenAway) {
  disk_.files["/c/build/work/tmp-abandoned/answer.o"] = "half";
  const auto first = Workspace::Make(disk_, course_);
  ASSERT_TRUE(first.ok());
  EXPECT_FALSE(disk_.IsFolder("/c/build/work/tmp-abandoned"));
  const std::filesystem::path mine = (*first)->folder() / "answer.o";
  ASSERT_TRUE(disk_.Write(mine, "mine").ok());
  ASSERT_TRUE(Workspace::Make(disk_, course_).ok());
  EXPECT_TRUE(disk_.Exists(mine));  // somebody works in it
}

TEST_F(BuildTest, AnUnwritableBuildFolderIsSaidInOneMessage) {
  disk_.write_error = absl::PermissionDeniedError("Permission denied");
  EXPECT_THAT(std::string(kit().MakeReady(exercise()).status().message()),
              HasSubstr("cannot write to build/"));
}

}  // namespace
}  // namespace racelings
