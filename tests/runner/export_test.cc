#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <sstream>

#include "absl/strings/str_join.h"
#include "command_test.h"
#include "fakes.h"
#include "runner/commands/command.h"
#include "runner/commands/parse.h"
#include "runner/commands/verify_starters.h"
#include "runner/export/ci_files.h"
#include "runner/export/dead_links.h"
#include "runner/export/learners_copy.h"
#include "runner/system/embedded_file.h"
#include "runner/system/error.h"

namespace racelings {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// A course with what a project has besides; git does not know it, unless a test
// says so.
class ExportTest : public CommandTest {
 protected:
  ExportTest() {
    for (const char* file :
         {"CMakeLists.txt", "README.md", "racelings", "setup", "secret.txt",
          "answers/07.cc", ".racelings/progress.json", "build/release/x.o",
          "docs/setup.md", "docs/tutorial.md", "kitchen/staff.h",
          "runner/main.cc", "tests/answers/07_pop/right/a/restaurant.cc",
          "tests/attacks/a/restaurant.cc", "tests/e2e/verify.sh",
          "tests/harness/main.cc", "tests/harness/family_test.cc",
          "exercises/07_pop/restaurant.cc.mine-1"}) {
      disk_.files[absl::StrCat("/c/", file)] = absl::StrCat("of ", file, "\n");
    }
    disk_.programs = {"/c/racelings", "/c/setup"};
    processes_.run = [](const Command&) {
      return absl::NotFoundError("cannot start git");
    };
  }

  int Exit(const Options& options) {
    out_.str("");
    const absl::StatusOr<int> status = Export(context_, options);
    EXPECT_TRUE(status.ok()) << status.status();
    return status.value_or(-1);
  }
  absl::Status ErrorOf(const Options& options) {
    return Export(context_, options).status();
  }
  // What is in a folder, relative to it.
  std::vector<std::string> Inside(const std::string& folder) {
    std::vector<std::string> names;
    for (const auto& [file, content] : disk_.files) {
      if (absl::StartsWith(file, folder + "/"))
        names.push_back(file.substr(folder.size() + 1));
    }
    return names;
  }

  // git tracks `tracked`, and knows the exercise as it was in the commit of the
  // kit.
  void AddGit(const std::vector<std::string>& tracked) {
    processes_.run =
        [tracked](const Command& command) -> absl::StatusOr<Outcome> {
      const std::string line = absl::StrJoin(command.argv, " ");
      if (absl::StrContains(line, "ls-files")) {
        Outcome outcome{.exit_status = 0};
        for (const std::string& file : tracked) outcome.output += file + '\0';
        return outcome;
      }
      if (absl::StrContains(line, "git log"))
        return Outcome{.exit_status = 0, .output = "abc\n"};
      if (absl::EndsWith(line, "abc:./exercises/07_pop/restaurant.cc"))
        return Outcome{.exit_status = 0, .output = "// from git\n"};
      return Outcome{.exit_status = 128};
    };
  }
};

TEST_F(ExportTest, LearnersGetWhatTheyNeedAndNoAnswer) {
  EXPECT_EQ(Exit({.arguments = {"../l/"}, .student = true}), kPassed);
  EXPECT_THAT(
      Inside("/l"),
      ElementsAre("CMakeLists.txt", "CMakePresets.json", "README.md",
                  "docs/setup.md", "exercises/07_pop/README.md",
                  "exercises/07_pop/exercise.toml", "exercises/07_pop/hints.md",
                  "exercises/07_pop/restaurant.cc",
                  "exercises/07_pop/restaurant.h", "kitchen/staff.h",
                  "racelings", "runner/main.cc", "setup",
                  "tests/exercises/07_pop_test.cc", "tests/harness/main.cc"));
  EXPECT_THAT(disk_.programs, Contains("/l/racelings"));
  EXPECT_THAT(disk_.files["/l/README.md"],
              HasSubstr("| [07_pop](exercises/07_pop/README.md) | Two cooks, "
                        "one list | 10 |\n"));
  EXPECT_THAT(out_.str(), HasSubstr("/l: the learners' repository, 15 files, "
                                    "1 exercises"));
}

TEST_F(ExportTest, WhatGitTracksIsTakenAndTheStarterIsTheOneOfTheKit) {
  AddGit({"CMakePresets.json", "exercises/07_pop/exercise.toml",
          "exercises/07_pop/restaurant.cc", "kitchen/staff.h",
          "kitchen/deleted.h", "solutions/07_pop/restaurant.cc"});
  disk_.files["/c/exercises/07_pop/restaurant.cc"] = "// the teacher's own\n";
  EXPECT_EQ(Exit({.arguments = {"/l"}, .student = true}), kPassed);
  EXPECT_THAT(Inside("/l"),
              ElementsAre("CMakePresets.json", "README.md",
                          "exercises/07_pop/exercise.toml",
                          "exercises/07_pop/restaurant.cc", "kitchen/staff.h"));
  EXPECT_EQ(disk_.files["/l/exercises/07_pop/restaurant.cc"], "// from git\n");
}

TEST_F(ExportTest, AStarterThatIsTheSolutionIsNotGivenAway) {
  disk_.files["/c/exercises/07_pop/restaurant.cc"] = "// solution\n";
  const absl::Status status = ErrorOf({.arguments = {"/l"}, .student = true});
  EXPECT_TRUE(absl::IsInternal(status)) << status;
  EXPECT_THAT(std::string(status.message()),
              HasSubstr("07_pop begins with is its solution"));
  EXPECT_THAT(Inside("/l"), IsEmpty());
}

TEST_F(ExportTest, TheCopyGoesIntoANewFolderOutsideTheCourse) {
  disk_.files["/l/mine.txt"] = "";
  disk_.files["/f"] = "";
  const auto error = [this](const std::string& folder) {
    const absl::Status status =
        ErrorOf({.arguments = {folder}, .student = true});
    EXPECT_TRUE(absl::IsInvalidArgument(status)) << status;
    EXPECT_THAT(std::string(status.message()), HasSubstr("\n  next: "));
    return std::string(status.message());
  };
  EXPECT_THAT(error("/l"), HasSubstr("/l is not empty"));
  EXPECT_THAT(error("/f"), HasSubstr("/f is no folder"));
  EXPECT_THAT(error("learners"), HasSubstr("lies in the course itself"));
  EXPECT_THAT(error("/c"), HasSubstr("lies in the course itself"));
  EXPECT_EQ(Exit({.arguments = {"build/l"}, .student = true}), kPassed);
}

TEST_F(ExportTest, HalfACopySaysThatItIsHalf) {
  const auto error = [this] {
    return std::string(
        ErrorOf({.arguments = {"/l"}, .student = true}).message());
  };
  disk_.files["/c/kitchen/module/x"] = "";
  AddGit({"CMakePresets.json", "exercises/07_pop/exercise.toml",
          "kitchen/module"});
  disk_.write_error = absl::ResourceExhaustedError("no space left");
  EXPECT_EQ(error(), "no space left");  // nothing was written at all
  disk_.write_error = absl::OkStatus();
  EXPECT_THAT(error(), HasSubstr("\n  next: rm -r /l"));
}

TEST_F(ExportTest, WritesWhatASystemWants) {
  EXPECT_EQ(Exit({.arguments = {"/ci"}, .ci = "github"}), kPassed);
  EXPECT_EQ(disk_.files["/ci/.github/workflows/racelings.yml"],
            EmbeddedFile("github.yml"));
  EXPECT_THAT(out_.str(), HasSubstr("racelings.yml: written\nnext: "));
  EXPECT_EQ(Exit({.ci = "gradescope"}), kPassed);
  EXPECT_THAT(disk_.programs, Contains("/c/build/gradescope/run_autograder"));
  EXPECT_EQ(Exit({.ci = "gitlab"}), kPassed);
  EXPECT_THAT(out_.str(), HasSubstr(".gitlab-ci.yml: written\n"));
}

TEST_F(ExportTest, OverwritesNothingUnlessTold) {
  disk_.files["/ci/run_autograder"] = "mine\n";
  const absl::Status status =
      ErrorOf({.arguments = {"/ci"}, .ci = "gradescope"});
  EXPECT_TRUE(absl::IsInvalidArgument(status)) << status;
  EXPECT_THAT(std::string(status.message()),
              HasSubstr("/ci/run_autograder exists and says something else"));
  EXPECT_THAT(std::string(status.message()), HasSubstr("--force"));
  EXPECT_THAT(Inside("/ci"), ElementsAre("run_autograder"));
  EXPECT_EQ(Exit({.arguments = {"/ci"}, .ci = "gradescope", .force = true}),
            kPassed);
  EXPECT_EQ(disk_.files["/ci/run_autograder"], EmbeddedFile("run_autograder"));
  // And what is there to the letter is no hindrance.
  EXPECT_EQ(Exit({.arguments = {"/ci"}, .ci = "gradescope"}), kPassed);
  EXPECT_THAT(out_.str(), HasSubstr("/ci/setup.sh: is there already\n"));
}

TEST_F(ExportTest, EverySystemHasItsFilesAndIsAnOption) {
  for (const CiSystem& system : CiSystems()) {
    for (const CiFile& file : system.files)
      EXPECT_THAT(EmbeddedFile(file.from), HasSubstr(" teacher"));
    const std::string name(system.name);
    EXPECT_EQ(Parse({"export", "--ci", name})->options.ci, name);
  }
  EXPECT_EQ(EmbeddedFile("embed.cmake"), "");
  EXPECT_TRUE(absl::IsInvalidArgument(ErrorOf({})));
  EXPECT_TRUE(absl::IsInvalidArgument(ErrorOf({.student = true})));
}

TEST_F(ExportTest, BothAtOnceAreOneRepository) {
  EXPECT_EQ(Exit({.arguments = {"/l"}, .ci = "classroom", .student = true}),
            kPassed);
  EXPECT_THAT(Inside("/l"), Contains(".github/workflows/classroom.yml"));
  EXPECT_THAT(Inside("/l"), Contains("racelings"));
}

TEST_F(ExportTest, ALearnersCopySaysWhatItHasNot) {
  disk_.Remove("/c/solutions");
  const Options seven{.arguments = {"07"}};
  const Options solution{.arguments = {"07"}, .solution = true};
  for (const absl::Status& status :
       {ShowSolution(context_, seven).status(), Verify(context_, {}).status(),
        Rates(context_, {}).status(), Check(context_, solution).status(),
        racelings::Run(context_, solution).status(),
        ErrorOf({.arguments = {"/l"}, .student = true})}) {
    EXPECT_TRUE(absl::IsInvalidArgument(status)) << status;
    EXPECT_THAT(std::string(status.message()),
                HasSubstr("a learner's copy of the course, which has none"));
    EXPECT_THAT(std::string(status.message()), HasSubstr("\n  next: "));
  }
}

TEST_F(ExportTest, ALearnersCopyLeadsToNoSolution) {
  const Options last{.arguments = {"07", "3"}};
  EXPECT_EQ(*Hint(context_, last), kPassed);
  EXPECT_THAT(out_.str(), HasSubstr("./racelings solution 07 --anyway"));
  disk_.Remove("/c/solutions");
  out_.str("");
  EXPECT_EQ(*Hint(context_, last), kPassed);
  EXPECT_THAT(out_.str(), HasSubstr("hint 07 1 shows the first again).\n"));
  EXPECT_THAT(out_.str(), Not(HasSubstr("solution")));
}

// The starter is judged, and not what the learner has made of it.
TEST_F(ExportTest, StartersAreJudgedAsTheyWere) {
  AddGit({});
  const auto git = processes_.run;
  std::set<std::string> compiled;
  processes_.run = [&](const Command& command) -> absl::StatusOr<Outcome> {
    if (command.argv.front() == "sh") return git(command);
    for (const auto& [file, content] : disk_.files) {
      if (absl::StartsWith(file, "/c/build/work/")) compiled.insert(content);
    }
    return Outcome{.exit_status = 1, .output = "no compiler here"};
  };
  const std::vector<Exercise> exercises = *Discover(disk_, course_);
  Tally tally(out_, Terminal{}, progress_);
  EXPECT_TRUE(VerifyStarters(context_, exercises, tally).ok());
  EXPECT_THAT(compiled, Contains("// from git\n"));
  // What could not be judged is no success.
  EXPECT_EQ(tally.failed(), 1);
  EXPECT_THAT(out_.str(), HasSubstr("FAIL  07_pop  begins wrong: data-race: "));
}

TEST(DeadLinks, GoAndTheirWordsStay) {
  const std::set<std::string> files = {"docs/a.md", "docs/reading/b.md"};
  const auto without = [&](std::string_view text) {
    return WithoutDeadLinks(text, "docs/a.md", files);
  };
  EXPECT_EQ(
      without("See [b](reading/b.md#top), [all](reading) and [me](#x).\n"),
      "See [b](reading/b.md#top), [all](reading) and [me](#x).\n");
  EXPECT_EQ(without("[gone](../solutions/7/WHY.md) and ![a picture](no.png)"),
            "gone and a picture");
  EXPECT_EQ(without("[up](../docs/a.md) [web](https://a.b/c.md)"),
            "[up](../docs/a.md) [web](https://a.b/c.md)");
  const std::string code = "```cpp\n[x](no.md) {}\n```\n[&](auto) [](int)";
  EXPECT_EQ(without(code), code);
}

}  // namespace
}  // namespace racelings
