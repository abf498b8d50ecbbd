// The commands that a learner goes through the course with.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "command_test.h"
#include "fakes.h"
#include "runner/commands/command.h"
#include "runner/commands/completion.h"
#include "runner/commands/parse.h"
#include "runner/commands/select.h"
#include "runner/progress/progress_file.h"
#include "runner/progress/starter.h"

namespace racelings {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kMine[] = "/c/exercises/07_pop/restaurant.cc";

// Exercises 05_wait, 07_pop and 08_act; no program can be started.
class LearnerTest : public CommandTest {
 protected:
  LearnerTest() {
    for (const char* id : {"05_wait", "08_act"}) AddExercise(disk_, id);
    processes_.run = [](const Command&) {
      return absl::NotFoundError("cannot start it");
    };
  }

  // What a command prints; its exit status is `status_`.
  std::string Output(CommandFunction command, const Options& options) {
    out_.str("");
    const absl::StatusOr<int> status = command(context_, options);
    EXPECT_TRUE(status.ok()) << status.status();
    status_ = status.value_or(-1);
    return out_.str();
  }
  std::string ErrorOf(CommandFunction command, const Options& options) {
    return std::string(command(context_, options).status().message());
  }

  ProgressFile Open() { return {disk_, progress_, course_}; }
  Exercise Pop() { return *SelectOne(context_, "07"); }
  void Pass() {
    const Exercise exercise = Pop();
    const Answer answer = *ReadAnswer(disk_, exercise, "/c/exercises/07_pop");
    ASSERT_TRUE(Open()
                    .RecordPass(exercise, AnswerFingerprint(disk_, course_,
                                                            exercise, answer))
                    .ok());
  }

  int status_ = -1;
};

TEST_F(LearnerTest, HintsComeOneByOne) {
  EXPECT_THAT(Output(Hint, {.arguments = {"07"}}),
              HasSubstr("Hint 1 of 3: a\n\none\n\nnext: ./racelings hint 07 "));
  EXPECT_THAT(Output(Hint, {.arguments = {"07", "3"}}), HasSubstr("three"));
  EXPECT_THAT(Output(Hint, {.arguments = {"pop"}}), HasSubstr("Hint 2 of 3"));
  EXPECT_THAT(Output(Hint, {.arguments = {"07"}}),
              HasSubstr("That was the last one"));
  EXPECT_THAT(Open().HintsSeen(Pop()), ElementsAre(1, 2, 3));
  context_.by_keys = true;
  EXPECT_THAT(Output(Hint, {.arguments = {"07", "1"}}),
              Not(HasSubstr("next:")));
  for (const char* number : {"0", "4", "x"}) {
    EXPECT_TRUE(absl::IsInvalidArgument(
        Hint(context_, {.arguments = {"07", number}}).status()));
  }
}

TEST_F(LearnerTest, AHintThatCannotBeRememberedIsShownAllTheSame) {
  disk_.write_error = absl::ResourceExhaustedError("no space");
  EXPECT_THAT(Output(Hint, {.arguments = {"07"}}), HasSubstr("Hint 1 of 3"));
  EXPECT_EQ(status_, kPassed);
  EXPECT_THAT(said_.str(), HasSubstr("racelings: your progress is not saved"));
}

TEST_F(LearnerTest, GoesFromOneToTheNextAndBack) {
  EXPECT_THAT(Output(Next, {}),
              HasSubstr("07_pop: Two cooks, one list\n  lesson: exercises/"
                        "07_pop/README.md\n  edit: exercises/07_pop/"
                        "restaurant.cc\nnext: ./racelings "));
  EXPECT_THAT(Output(Next, {}), HasSubstr("08_act"));
  EXPECT_EQ(status_, kPassed);
  EXPECT_THAT(Output(Next, {}), HasSubstr("none after the last"));
  EXPECT_EQ(status_, kNotYet);
  EXPECT_THAT(Output(Prev, {}), HasSubstr("07_pop"));
  EXPECT_THAT(Output(Hint, {}), HasSubstr("Hint 1 of 3"));
  EXPECT_THAT(Output(Prev, {}), HasSubstr("05_wait"));
  EXPECT_THAT(Output(Prev, {}), HasSubstr("none before the first"));
  disk_.write_error = absl::PermissionDeniedError("no");
  EXPECT_THAT(ErrorOf(Next, {}), HasSubstr("is not saved"));
}

TEST_F(LearnerTest, JudgesTheCurrentOneWhereNoneIsNamed) {
  disk_.files.erase("/usr/bin/clang++-22");
  Output(Next, {});
  EXPECT_THAT(Output(Check, {}), HasSubstr("07_pop: could not be judged"));
  EXPECT_THAT(Output(Welcome, {}), HasSubstr("07_pop: could not be judged"));
  EXPECT_THAT(Output(Check, {.format = "gcc"}),
              HasSubstr("racelings: error: "));
  EXPECT_EQ(status_, kInfra);
}

TEST_F(LearnerTest, AFileNamesItsExercise) {
  for (const char* path :
       {kMine, "/c/exercises/07_pop/main.cc", "exercises/07_pop/restaurant.cc",
        "./exercises/07_pop/", "tests/../exercises/07_pop"}) {
    const absl::StatusOr<Exercise> found = SelectOne(context_, path);
    ASSERT_TRUE(found.ok()) << found.status();
    EXPECT_EQ(found->id, "07_pop");
  }
  context_.from = "/c/exercises/07_pop";
  EXPECT_EQ(SelectOne(context_, "restaurant.cc")->id, "07_pop");
  for (const char* path : {"/d/exercises/07_pop/restaurant.cc",
                           "/c/solutions/07_pop/restaurant.cc", "/c/exercises"})
    EXPECT_FALSE(SelectOne(context_, path).ok());
}

TEST_F(LearnerTest, ListsWhatIsAskedFor) {
  Pass();
  Output(Hint, {.arguments = {"08"}});
  const std::string all = Output(List, {});
  EXPECT_THAT(all, HasSubstr("  solved   07_pop"));
  EXPECT_THAT(all, HasSubstr(">          08_act"));
  EXPECT_THAT(all, HasSubstr("1 of 3 exercises solved"));
  EXPECT_THAT(Output(List, {.todo = true}), Not(HasSubstr("07_pop")));
  EXPECT_THAT(Output(List, {.done = true}), Not(HasSubstr("08_act")));
  EXPECT_THAT(Output(List, {.arguments = {"COOKS", "act"}}),
              AllOf(HasSubstr("08_act"), Not(HasSubstr("07_pop"))));
  EXPECT_THAT(Output(List, {.arguments = {"cooks", "no"}}),
              HasSubstr("no exercise fits"));
  EXPECT_THAT(Output(List, {.chapter = "thr"}), HasSubstr("05_wait"));
  EXPECT_THAT(ErrorOf(List, {.chapter = "x"}), HasSubstr("there are: Threads"));
  const std::string json = Output(List, {.arguments = {"08"}, .json = true});
  EXPECT_THAT(json, HasSubstr("\"current\": true"));
  EXPECT_THAT(json, HasSubstr("\"hints_seen\": 1"));
  EXPECT_THAT(json, Not(HasSubstr("07_pop")));
  disk_.files[kMine] += "// changed\n";
  EXPECT_THAT(Output(List, {}), HasSubstr("  changed  07_pop"));
}

class ResetTest : public LearnerTest {
 protected:
  ResetTest() { KeepStarter(disk_, course_, Pop()); }
};

TEST_F(ResetTest, PutsTheStarterBackAndKeepsWhatWasThere) {
  const std::string starter = disk_.files[kMine];
  for (const char* name : {"", ".mine-1", ".mine-2"}) {
    disk_.files[kMine] = absl::StrCat("mine", name);
    Pass();
    KeepStarter(disk_, course_, Pop());  // it has one, and keeps that
    if (*name == '\0') continue;
    EXPECT_THAT(
        Output(Reset, {.arguments = {"07"}, .yes = true}),
        HasSubstr(absl::StrCat("yours is beside it, restaurant.cc", name)));
    EXPECT_EQ(disk_.files[kMine], starter);
    EXPECT_EQ(disk_.files[absl::StrCat(kMine, name)],
              absl::StrCat("mine", name));
    EXPECT_EQ(Open().StandingOf(Pop()), Standing::kOpen);
  }
  EXPECT_THAT(Output(Reset, {.arguments = {"07"}}), HasSubstr("already"));
}

TEST_F(ResetTest, AsksFirst) {
  disk_.files[kMine] = "mine";
  EXPECT_THAT(ErrorOf(Reset, {.arguments = {"07"}}),
              HasSubstr("next: ./racelings reset 07 --yes"));
  bool answer = false;
  std::string asked;
  context_.ask = [&](std::string_view question) {
    asked = std::string(question);
    return answer;
  };
  EXPECT_THAT(Output(Reset, {.arguments = {"07"}}), HasSubstr("Nothing was"));
  EXPECT_EQ(status_, kNotYet);
  EXPECT_THAT(asked, HasSubstr("exercises/07_pop/restaurant.cc"));
  EXPECT_EQ(disk_.files[kMine], "mine");
  answer = true;
  Output(Reset, {.arguments = {"07"}});
  EXPECT_THAT(disk_.files[kMine], HasSubstr("starter"));
}

TEST_F(ResetTest, TakesWhatGitHasFromBeforeTheLearnersOwnCommits) {
  disk_.files[kMine] = "mine";
  bool has_kit = true;
  processes_.run = [&](const Command& command) {
    const std::vector<std::string> git(command.argv.begin() + 4,
                                       command.argv.end());
    EXPECT_EQ(command.directory, "/c");
    if (git.front() == "log")
      return Outcome{.exit_status = 0, .output = "k1\n"};
    const std::string file = ":./exercises/07_pop/restaurant.cc";
    if (has_kit && git.back() == absl::StrCat("k1", file))
      return Outcome{.exit_status = 0, .output = "of the kit"};
    if (git.back() == absl::StrCat("HEAD", file))
      return Outcome{.exit_status = 0, .output = "of HEAD"};
    return Outcome{.exit_status = 128};
  };
  Output(Reset, {.arguments = {"07"}, .yes = true});
  EXPECT_EQ(disk_.files[kMine], "of the kit");
  has_kit = false;
  Output(Reset, {.arguments = {"07"}, .yes = true});
  EXPECT_EQ(disk_.files[kMine], "of HEAD");
}

TEST_F(ResetTest, WithoutAStarterNothingIsTouched) {
  disk_.files[kMine] = "mine";
  disk_.Remove("/c/.racelings");
  EXPECT_THAT(ErrorOf(Reset, {.arguments = {"07"}, .yes = true}),
              HasSubstr("is nowhere"));
  KeepStarter(disk_, course_, Pop());
  disk_.files[kMine] = "other";
  disk_.write_error = absl::ResourceExhaustedError("full");
  EXPECT_THAT(ErrorOf(Reset, {.arguments = {"07"}, .yes = true}), "full");
  EXPECT_EQ(disk_.files[kMine], "other");
}

TEST_F(LearnerTest, TheSolutionComesAfterAPass) {
  processes_.run = [](const Command&) {
    return Outcome{.exit_status = 1,
                   .output = "--- a\n+++ b\n@@ -1 +1 @@\n same\n-old\n+new\n"};
  };
  EXPECT_THAT(Output(ShowSolution, {.arguments = {"07"}}),
              HasSubstr("  or: ./racelings solution 07 --anyway"));
  EXPECT_EQ(status_, kNotYet);
  EXPECT_THAT(processes_.started, IsEmpty());
  EXPECT_THAT(Output(ShowSolution, {.arguments = {"07"}, .anyway = true}),
              HasSubstr("-old\n+new\n\nbecause\n"));
  EXPECT_EQ(status_, kPassed);
  Pass();
  EXPECT_THAT(Output(ShowSolution, {.arguments = {"07"}}),
              HasSubstr("because"));
  context_.terminal.colour = true;
  EXPECT_THAT(Output(ShowSolution, {.arguments = {"07"}}),
              HasSubstr(" same\n\x1b[31m-old\x1b[0m\n\x1b[32m+new\x1b[0m\n"));
  disk_.Remove("/c/solutions");
  EXPECT_THAT(ErrorOf(ShowSolution, {.arguments = {"07"}}),
              HasSubstr("learner's copy of the course, which has none"));
}

TEST(Completion, KnowsWhatACommandTakes) {
  const std::vector<ArgumentHelp> hint = ParseArguments("[exercise] [number]");
  ASSERT_EQ(hint.size(), 2U);
  EXPECT_TRUE(hint[0].exercise);
  EXPECT_FALSE(hint[1].exercise);
  EXPECT_TRUE(ParseArguments("[exercise...]")[0].repeated);
  EXPECT_TRUE(ParseArguments("[exercise...]")[0].exercise);
  EXPECT_THAT(ParseArguments("<a|b>")[0].choices, ElementsAre("a", "b"));
  EXPECT_THAT(ParseArguments(""), IsEmpty());
  for (const CommandEntry& entry : CommandTable()) {
    if (entry.name != std::string_view("check")) continue;
    const std::vector<OptionHelp> options = OptionsOf(entry);
    ASSERT_EQ(options.size(), entry.options.size() + 1);
    EXPECT_EQ(options.back().name, "--help");
    for (const OptionHelp& option : options) {
      EXPECT_THAT(option.summary, Not(IsEmpty()));
      if (option.name == "--format") {
        EXPECT_THAT(option.choices, ElementsAre("text", "json", "gcc"));
      } else if (option.name == "--answer") {
        EXPECT_EQ(option.type, "FOLDER");
      }
    }
  }
}

TEST_F(LearnerTest, EachShellLearnsEveryCommandAndOption) {
  for (const char* shell : {"bash", "zsh", "fish"}) {
    const std::string script = Output(Completion, {.arguments = {shell}});
    const bool fish = std::string_view(shell) == "fish";
    for (const CommandEntry& entry : CommandTable()) {
      EXPECT_THAT(script, HasSubstr(entry.name));
      for (const std::string& option : entry.options) {
        EXPECT_THAT(
            script,
            HasSubstr(fish ? absl::StrCat(" -l ", option.substr(2)) : option));
      }
    }
  }
  EXPECT_THAT(ErrorOf(Completion, {.arguments = {"tcsh"}}),
              HasSubstr("bash, zsh and fish"));
}

}  // namespace
}  // namespace racelings
