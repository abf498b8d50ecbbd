#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <sstream>

#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "command_test.h"
#include "fakes.h"
#include "runner/commands/command.h"
#include "runner/commands/parse.h"
#include "runner/commands/presets.h"
#include "runner/commands/scripts.h"
#include "runner/commands/tally.h"

namespace racelings {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string ErrorOf(const std::vector<std::string>& words) {
  const absl::Status status = Parse(words).status();
  EXPECT_TRUE(absl::IsInvalidArgument(status)) << status;
  return std::string(status.message());
}

TEST(Parse, UnderstandsACommandWithOptionsAnywhere) {
  const absl::StatusOr<Request> request =
      Parse({"check", "--json", "07", "--seed", "9"});
  ASSERT_TRUE(request.ok()) << request.status();
  EXPECT_EQ(request->run, &Check);
  EXPECT_THAT(request->options.arguments, ElementsAre("07"));
  EXPECT_TRUE(request->options.json);
  EXPECT_EQ(request->options.seed, 9U);
  EXPECT_EQ(Parse({})->run, &Welcome);
}

TEST(Parse, EveryCommandHasHelp) {
  const std::string help = Parse({"--help"})->text;
  for (const CommandEntry& entry : CommandTable()) {
    EXPECT_THAT(help, HasSubstr(entry.name));
    EXPECT_THAT(Parse({entry.name, "--help"})->text, HasSubstr(entry.summary));
  }
}

TEST(Parse, SuggestsWhatWasMeant) {
  EXPECT_THAT(ErrorOf({"chekc", "07"}), HasSubstr("Did you mean check?"));
  EXPECT_THAT(ErrorOf({"check", "07", "--slution"}),
              HasSubstr("Did you mean --solution?"));
  EXPECT_THAT(ErrorOf({"replay"}), HasSubstr("which exercise?"));
  EXPECT_THAT(ErrorOf({"completion"}), HasSubstr("<bash|zsh|fish>"));
  EXPECT_THAT(ErrorOf({"replay", "07"}), HasSubstr("and which schedule?"));
  EXPECT_THAT(ErrorOf({"next", "07"}), HasSubstr("one word too many"));
  EXPECT_THAT(ErrorOf({"check", "07", "--seed", "x"}),
              HasSubstr("next: ./racelings check --help"));
  EXPECT_THAT(ErrorOf({"check", "07", "--solution", "--answer", "d"}),
              HasSubstr("next: "));
  EXPECT_THAT(ErrorOf({"check", "07", "--format", "xml"}), HasSubstr("gcc"));
  EXPECT_THAT(ErrorOf({"check", "07", "--format", "gcc", "--json"}),
              HasSubstr("next: "));
}

TEST(Parse, JsonIsAFormat) {
  EXPECT_TRUE(Parse({"check", "--format", "json"})->options.json);
  EXPECT_FALSE(Parse({"check", "--format", "gcc"})->options.json);
}

TEST(Parse, SizesHaveBounds) {
  EXPECT_EQ(
      Parse({"compare", "--tasks", "3", "--seconds", "0.5"})->options.tasks, 3);
  EXPECT_THAT(ErrorOf({"compare", "--tasks", "0"}),
              HasSubstr("next: ./racelings compare --help"));
  EXPECT_THAT(ErrorOf({"compare", "--seconds", "1e9"}), HasSubstr("next: "));
  EXPECT_THAT(ErrorOf({"compare", "--seconds", "nan"}), HasSubstr("next: "));
}

TEST(Presets, AreTheVisibleWorkflows) {
  EXPECT_THAT(WorkflowPresets(R"({"workflowPresets": [{"name": "debug"},
                                   {"name": "base", "hidden": true}, {"name": "tsan"}]})"),
              ElementsAre("debug", "tsan"));
}

TEST(Presets, CountsWhatCtestRan) {
  TestCount count;
  EXPECT_TRUE(
      ParseTestSummary("92% tests passed, 1 tests failed out of 12", count));
  EXPECT_EQ(count.passed, 11);
  EXPECT_EQ(count.failed, 1);
  EXPECT_FALSE(ParseTestSummary("Total Test time (real) =   0.05 sec", count));
}

TEST(Tally, ReadsWhatItPrints) {
  std::ostringstream out;
  Progress progress(out, Terminal{});
  Tally tally(out, Terminal{}, progress);
  tally.Count("one", "");
  tally.Count("two", "it broke");
  tally.Fail("three: elsewhere");
  tally.Finish(false);
  const std::vector<std::string> lines = absl::StrSplit(out.str(), '\n');
  int passed = 0;
  int failed = 0;
  EXPECT_TRUE(ParseCount(lines[lines.size() - 2], passed, failed));
  EXPECT_EQ(passed, 1);
  EXPECT_EQ(failed, 2);
  EXPECT_FALSE(ParseCount("ok    one", passed, failed));
  EXPECT_FALSE(ParseCount("1 passed, 2 failed in all", passed, failed));
}

TEST_F(CommandTest, ListsTheScriptsOfTheExercises) {
  EXPECT_EQ(*List(context_, {.scripts = true}), kPassed);
  EXPECT_THAT(out_.str(),
              HasSubstr("\n| the racy worker | [07_pop](../exercises/07_pop/"
                        "README.md) | [solution](../solutions/07_pop), and "
                        "[why it is right](../solutions/07_pop/WHY.md) |\n"));
}

TEST_F(CommandTest, VerifyFailsForHalfAPair) {
  disk_.Remove("/c/solutions/07_pop");
  disk_.files["/c/solutions/README.md"] = "";
  EXPECT_EQ(*Verify(context_, {}), kNotYet);
  EXPECT_THAT(out_.str(), HasSubstr("solutions/07_pop is missing"));
  EXPECT_THAT(out_.str(), HasSubstr("\n0 passed, 1 failed\n"));
}

TEST_F(CommandTest, WhatCannotBeJudgedIsNotANotYet) {
  disk_.files.erase("/usr/bin/clang++-22");
  EXPECT_EQ(*Check(context_, {.arguments = {"07"}}), kInfra);
  EXPECT_EQ(*Grade(context_, {}), kInfra);
  EXPECT_EQ(*Welcome(context_, {}), kInfra);
}

TEST_F(CommandTest, OfWhatCannotBeJudgedThereIsNoPage) {
  disk_.files.erase("/usr/bin/clang++-22");
  const auto before = disk_.files.size();
  EXPECT_EQ(*Report(context_, {.arguments = {"07"}}), kInfra);
  EXPECT_THAT(out_.str(), HasSubstr("could not be judged"));
  EXPECT_EQ(disk_.files.size(), before);
}

TEST_F(CommandTest, APageIsNoFolder) {
  const absl::Status status =
      Report(context_, {.arguments = {"07"}, .output = "exercises"}).status();
  EXPECT_TRUE(absl::IsInvalidArgument(status)) << status;
  EXPECT_THAT(std::string(status.message()), HasSubstr("is a folder"));
}

TEST_F(CommandTest, ReplayWantsAScheduleAndATestThatExist) {
  const auto error = [this](const Options& options) {
    const absl::Status status = Replay(context_, options).status();
    EXPECT_TRUE(absl::IsInvalidArgument(status)) << status;
    return std::string(status.message());
  };
  EXPECT_THAT(error({.arguments = {"07", "b5?"}}),
              HasSubstr("'b5?' is no schedule"));
  EXPECT_THAT(error({.arguments = {"07", "ab2"}, .test = "Wroks"}),
              HasSubstr("Did you mean Works?"));
  EXPECT_THAT(error({.arguments = {"07", "ab2"}, .test = "Kitchen"}),
              HasSubstr("it has Works"));
  EXPECT_TRUE(processes_.started.empty());
}

TEST_F(CommandTest, RunTellsAnAnswerFromTheMachine) {
  processes_.run = [](const Command&) {
    return Outcome{.exit_status = 1,
                   .output = "FAILED: a.o\n/c/a.cc:1:2: error: no\n"};
  };
  EXPECT_EQ(*racelings::Run(context_, {.arguments = {"07"}}), kNotYet);
  processes_.run = [](const Command&) {
    return absl::NotFoundError("cannot start cmake");
  };
  EXPECT_FALSE(racelings::Run(context_, {.arguments = {"07"}}).ok());
}

class SelfTestPartsTest : public CommandTest {
 protected:
  SelfTestPartsTest() {
    disk_.files["/c/CMakePresets.json"] =
        R"({"workflowPresets": [{"name": "debug"}]})";
    disk_.files["/c/tests/e2e/a.sh"] = "";
    disk_.files["/c/tests/e2e/common.bash"] = "";
    disk_.files["/c/tests/proofs/b.sh"] = "";
  }

  // What is printed when the one preset, or the one script, does this.
  std::string Counting(absl::Status (*part)(Context&, Tally&),
                       Outcome outcome) {
    processes_.run = [&](const Command&) { return outcome; };
    processes_.started.clear();
    out_.str("");
    Tally tally(out_, Terminal{}, progress_);
    EXPECT_TRUE(part(context_, tally).ok());
    EXPECT_EQ(processes_.started.size(), 1U);
    tally.Finish(/*again=*/true);
    return out_.str();
  }
};

TEST_F(SelfTestPartsTest, PresetsCountTheirTests) {
  const std::string passed =
      "[1/2] a\n100% tests passed, 0 tests failed out of 12\n";
  const std::string failed = "92% tests passed, 1 tests failed out of 12\n";
  EXPECT_THAT(Counting(RunPresets, {.exit_status = 0, .output = passed}),
              HasSubstr("\n12 passed, 0 failed\n"));
  EXPECT_THAT(Counting(RunPresets, {.exit_status = 8, .output = failed}),
              HasSubstr("\n11 passed, 1 failed\n"));
  // Nothing was built, or nothing was tested: that is no pass.
  EXPECT_THAT(
      Counting(RunPresets, {.exit_status = 1, .output = "FAILED: a.o\nno\n"}),
      HasSubstr("\n0 passed, 1 failed\n"));
  EXPECT_THAT(Counting(RunPresets, {.exit_status = 0}),
              HasSubstr("\n0 passed, 1 failed\n"));
  EXPECT_THAT(Counting(RunPresets, {.exit_status = 1, .output = passed}),
              HasSubstr("1 failed\n"));
}

TEST_F(SelfTestPartsTest, ScriptsCountTheirLines) {
  EXPECT_THAT(
      Counting(RunScripts, {.exit_status = 0, .output = "ok one\nok two\n"}),
      HasSubstr("\n2 passed, 0 failed\n"));
  EXPECT_THAT(
      Counting(RunScripts,
               {.exit_status = 1, .output = "ok one\nnot ok two: why\n"}),
      HasSubstr("FAIL  tests/e2e/a.sh: two: why\n\n1 passed, 1 failed\n"));
  // A script that died, or tested nothing, is a failure.
  EXPECT_THAT(Counting(RunScripts, {.exit_status = 2, .output = "ok one\n"}),
              HasSubstr("\n1 passed, 1 failed\n"));
  EXPECT_THAT(Counting(RunScripts, {.exit_status = 0}),
              HasSubstr("\n0 passed, 1 failed\n"));
}

TEST_F(SelfTestPartsTest, ProofsAreScriptsOfAnotherFolder) {
  EXPECT_THAT(
      Counting(RunProofs,
               {.exit_status = 1, .output = "ok one\nnot ok two: why\n"}),
      HasSubstr("FAIL  tests/proofs/b.sh: two: why\n\n1 passed, 1 failed\n"));
}

TEST_F(CommandTest, ATallyListsItsFailuresAgain) {
  Tally tally(out_, Terminal{}, progress_);
  tally.Count("one", "");
  tally.Count("two", "broken");
  tally.Add(3, 0, "");
  tally.Finish(/*again=*/true);
  EXPECT_THAT(out_.str(), HasSubstr("What failed:\nFAIL  two: broken\n"));
  EXPECT_THAT(out_.str(), HasSubstr("\n4 passed, 1 failed\n"));
}

// What another process says of one exercise of two, and the other of nothing.
TEST_F(CommandTest, VerifiesSideBySide) {
  for (const auto& [file, content] :
       std::map<std::string, std::string>(disk_.files)) {
    const std::string copy = absl::StrReplaceAll(file, {{"07_pop", "08_two"}});
    disk_.files[copy] = content;
  }
  std::vector<std::vector<std::string>> started;
  processes_.run = [&started](const Command& command) {
    started.push_back(command.argv);
    Outcome outcome{.exit_status = 1};
    if (command.argv[2] == "07_pop") {
      outcome.output =
          "ok    07_pop  is whole\nFAIL  07_pop  solution passes: it does not\n"
          "  next: mend it\n07_pop  exercise fails: data-race: 3 of 3 times\n"
          "\n4 passed, 1 failed\n";
    } else {
      outcome.output = "ok    08_two  is whole\nterminate called\n";
    }
    return outcome;
  };
  EXPECT_EQ(*Verify(context_, {.times = 2, .pairs = 3}), kNotYet);
  EXPECT_THAT(
      started,
      ElementsAre(
          ElementsAre("/r", "verify", "07_pop", "--times=2", "--pairs=3"),
          ElementsAre("/r", "verify", "08_two", "--times=2", "--pairs=3")));
  EXPECT_THAT(out_.str(), HasSubstr("FAIL  07_pop  solution passes: it does "
                                    "not\n  next: mend it\n"));
  EXPECT_THAT(out_.str(), HasSubstr("07_pop  exercise fails: data-race: 3 of 3 "
                                    "times\n"));
  EXPECT_THAT(out_.str(), HasSubstr("FAIL  08_two: verify did not come to its "
                                    "end: exit status 1\n"));
  EXPECT_THAT(out_.str(), HasSubstr("terminate called"));
  EXPECT_THAT(out_.str(), HasSubstr("\n4 passed, 2 failed\n"));
}

}  // namespace
}  // namespace racelings
