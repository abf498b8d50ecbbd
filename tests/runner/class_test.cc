// Grading a class: what is taken, judged once, kept, parted and merged.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "command_test.h"
#include "runner/commands/class_table.h"
#include "runner/commands/command.h"
#include "runner/grade/overview.h"
#include "runner/grade/parts.h"
#include "runner/grade/slurm.h"
#include "runner/grade/store.h"
#include "runner/grade/submission_grade.h"

namespace racelings {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

// Two exercises, and judges that take "right" for an answer.
class ClassTest : public CommandTest {
 protected:
  ClassTest() {
    context_.from = "/";
    AddExercise(disk_, "08_act");
    processes_.run = [this](const Command& command) { return Start(command); };
  }

  void HandIn(const std::string& name, const std::string& content) {
    for (const char* id : {"07_pop", "08_act"}) {
      disk_.files["/class/" + name + "/exercises/" + id + "/restaurant.cc"] =
          content;
    }
  }

  absl::StatusOr<Outcome> Start(const Command& command) {
    if (command.argv[0] != "/r") return Outcome{.exit_status = 0};
    ++judged_;
    if (judged_ > most_) return absl::CancelledError("stopped");
    const std::string& id = command.argv[2];
    const std::string answer =
        disk_.files.at(command.argv[4] + "/" + id + "/restaurant.cc");
    const bool right = answer == "right";
    const bool broken = answer == "odd" && broken_;
    const std::string finding = absl::StrCat(
        R"({"kind": "data-race", "message": "two threads", "variable": "", )",
        R"("locations": [{"file": "exercises/)", id,
        R"(/restaurant.cc", "line": 1}], "raw": "judging )", judged_, R"("})");
    disk_.files[command.argv[8]] = absl::StrCat(
        R"({"exercises": [{"id": ")", id, R"(", "status": ")",
        broken  ? "infra"
        : right ? "pass"
                : "fail",
        R"(", "points": )", broken ? "null" : (right ? "10" : "0"),
        R"(, "max_points": 10, "findings": [)", right ? "" : finding,
        R"(]}], "points": )", right ? 10 : 0,
        R"(, "max_points": 10, "not_graded": )", broken ? 1 : 0, "}");
    return Outcome{.exit_status = broken ? 3 : 0, .output = "in all\n"};
  }

  absl::StatusOr<int> Run(const Options& options,
                          CommandFunction command = Grade) {
    return command(context_, options);
  }
  std::string ErrorOf(const Options& options, CommandFunction command = Grade) {
    return std::string(Run(options, command).status().message());
  }
  // All files below a folder, by name.
  std::map<std::string, std::string> In(const std::string& folder) {
    std::map<std::string, std::string> found;
    for (const auto& [path, content] : disk_.files) {
      if (absl::StartsWith(path, folder + "/"))
        found[path.substr(folder.size())] = content;
    }
    return found;
  }

  int judged_ = 0;
  int most_ = 1000;
  bool broken_ = true;
};

TEST_F(ClassTest, JudgesTheSameAnswerOnce) {
  for (const char* name : {"ann", "bob", "cid"}) HandIn(name, "right");
  HandIn("dora", "wrong");
  EXPECT_EQ(Run({.submissions = "class"}).value_or(-1), kPassed);
  EXPECT_EQ(judged_, 4);  // two answers to two exercises
  EXPECT_THAT(disk_.files.at("/class-graded/class.csv"),
              HasSubstr("\"ann\",20,20,0,10,,10,\r\n"));
  EXPECT_THAT(disk_.files.at("/class-graded/class.csv"),
              HasSubstr("\"dora\",0,20,0,0,\"data-race\""));
  EXPECT_THAT(disk_.files.at("/class-graded/submissions/dora.json"),
              HasSubstr(R"("line": "wrong")"));
  EXPECT_EQ(Run({.submissions = "class"}).value_or(-1), kPassed);
  EXPECT_EQ(judged_, 4);
}

TEST_F(ClassTest, JudgesAnewWhatAnythingElseJudges) {
  HandIn("ann", "right");
  for (const char* file :
       {"/c/tests/exercises/07_pop_test.cc",
        "/c/exercises/07_pop/exercise.toml", "/c/exercises/07_pop/restaurant.h",
        "/c/kitchen/staff.h", "/c/tests/harness/main.cc", "/c/runner/main.cc",
        "/usr/bin/clang++-22"}) {
    ASSERT_TRUE(Run({.arguments = {"07"}, .submissions = "class"}).ok());
    judged_ = 0;
    disk_.files[file] += "\n# another\n";
    ASSERT_TRUE(Run({.arguments = {"07"}, .submissions = "class"}).ok());
    EXPECT_EQ(judged_, 1) << file;
  }
  // What is given to people to read changes no verdict.
  judged_ = 0;
  disk_.files["/c/exercises/07_pop/README.md"] += "more";
  ASSERT_TRUE(Run({.arguments = {"07"}, .submissions = "class"}).ok());
  EXPECT_EQ(judged_, 0);
}

TEST_F(ClassTest, GoesOnAfterItWasStopped) {
  for (const char* name : {"ann", "bob", "cid"}) HandIn(name, name);
  EXPECT_TRUE(Run({.submissions = "class"}).ok());
  const std::map<std::string, std::string> undisturbed = In("/class-graded");
  disk_.Remove("/c/build/grades");
  disk_.Remove("/class-graded");
  judged_ = 0;
  for (most_ = 1; most_ < 6; most_ = judged_ + 1) {
    EXPECT_TRUE(absl::IsCancelled(Run({.submissions = "class"}).status()));
    --judged_;  // the one that was stopped
  }
  most_ = 1000;
  EXPECT_TRUE(Run({.submissions = "class"}).ok());
  EXPECT_EQ(judged_, 6);
  EXPECT_EQ(In("/class-graded"), undisturbed);
}

TEST_F(ClassTest, KeepsNoVerdictThatIsNone) {
  HandIn("ann", "odd");
  EXPECT_EQ(Run({.submissions = "class"}).value_or(-1), kInfra);
  EXPECT_THAT(out_.str(), HasSubstr("2 answers could not be judged"));
  EXPECT_THAT(disk_.files.at("/class-graded/class.csv"),
              HasSubstr("\"ann\",0,0,2,,"));
  broken_ = false;
  EXPECT_EQ(Run({.submissions = "class"}).value_or(-1), kPassed);
  EXPECT_EQ(judged_, 4);
}

TEST_F(ClassTest, TakesNothingThatWasNotHandedIn) {
  HandIn("ann", "right");
  HandIn("bob", "right");
  HandIn("cid", "right");
  disk_.files.erase("/class/ann/exercises/07_pop/restaurant.cc");
  disk_.links = {"/class/bob", "/class/cid/exercises/07_pop"};
  EXPECT_EQ(Run({.submissions = "class"}).value_or(-1), kPassed);
  const std::string& csv = disk_.files.at("/class-graded/class.csv");
  EXPECT_THAT(csv, HasSubstr("\"ann\",10,20,0,0,\"build\",10,\r\n"));
  EXPECT_THAT(csv,
              HasSubstr("\"bob\",0,20,0,0,\"forbidden\",0,\"forbidden\"\r\n"));
  EXPECT_THAT(csv, HasSubstr("\"cid\",10,20,0,0,\"forbidden\",10,\r\n"));
}

TEST_F(ClassTest, IsTheSameInParts) {
  for (const char* name : {"ann", "bob", "cid", "dora", "eve"})
    HandIn(name, absl::StrCat("// ", name));
  ASSERT_TRUE(Run({.submissions = "class"}).ok());
  for (const char* shard : {"1/3", "2/3", "3/3"}) {
    ASSERT_TRUE(Run({.output = absl::StrCat("p", std::string(1, shard[0])),
                     .submissions = "class",
                     .shard = shard})
                    .ok());
  }
  EXPECT_EQ(In("/p1").size(), 3U);  // ann, dora, part.json
  EXPECT_EQ(In("/p3").size(), 2U);
  ASSERT_TRUE(
      Run({.arguments = {"p3", "p1", "p2"}, .output = "m"}, Merge).ok());
  EXPECT_EQ(In("/m"), In("/class-graded"));
}

TEST_F(ClassTest, MergesOnlyWhatBelongsTogether) {
  for (const char* name : {"ann", "bob", "cid"}) HandIn(name, name);
  for (const char* shard : {"1/3", "2/3", "3/3"}) {
    ASSERT_TRUE(Run({.output = absl::StrCat("p", std::string(1, shard[0])),
                     .submissions = "class",
                     .shard = shard})
                    .ok());
  }
  EXPECT_THAT(ErrorOf({.arguments = {"p1", "p3"}, .output = "m"}, Merge),
              HasSubstr("a part is missing: 2/3"));
  EXPECT_THAT(ErrorOf({.arguments = {"p1", "p1"}, .output = "m"}, Merge),
              HasSubstr("part 1 is there twice"));
  EXPECT_THAT(ErrorOf({.arguments = {"p1", "p9"}, .output = "m"}, Merge),
              HasSubstr("p9 is no part"));
  disk_.files["/p2/part.json"] = "{";
  EXPECT_THAT(ErrorOf({.arguments = {"p2"}, .output = "m"}, Merge),
              HasSubstr("is damaged"));

  HandIn("bob", "something later");
  ASSERT_TRUE(
      Run({.output = "p2", .submissions = "class", .shard = "2/3"}).ok());
  EXPECT_THAT(ErrorOf({.arguments = {"p1", "p2", "p3"}, .output = "m"}, Merge),
              HasSubstr("had not handed in the same"));
  HandIn("bob", "bob");
  disk_.files["/c/tests/exercises/07_pop_test.cc"] += "// another test\n";
  ASSERT_TRUE(
      Run({.output = "p2", .submissions = "class", .shard = "2/3"}).ok());
  EXPECT_THAT(ErrorOf({.arguments = {"p1", "p2", "p3"}, .output = "m"}, Merge),
              HasSubstr("another course"));
}

TEST_F(ClassTest, SaysWhatIsWrongWithTheCall) {
  EXPECT_THAT(ErrorOf({.submissions = "nowhere"}),
              HasSubstr("there is no folder nowhere"));
  disk_.files["/class/README.md"] = "";
  EXPECT_THAT(ErrorOf({.submissions = "class"}),
              HasSubstr("there is no submission in class"));
  HandIn("ann", "right");
  EXPECT_THAT(ErrorOf({.output = "class/out", .submissions = "class"}),
              HasSubstr("would be taken for a submission"));
  for (const char* shard : {"0/3", "4/3", "1", "a/b", "1/2/3", "-1/3"}) {
    EXPECT_THAT(ErrorOf({.submissions = "class", .shard = shard}),
                HasSubstr("names no part"))
        << shard;
  }
  EXPECT_THAT(ErrorOf({.shard = "1/2"}), HasSubstr("are for a class"));
  EXPECT_THAT(ErrorOf({}, Merge), HasSubstr("which parts?"));
  EXPECT_THAT(ErrorOf({.arguments = {"p"}}, Merge), HasSubstr("where to?"));
}

TEST_F(ClassTest, WaitsForAClusterThatSaysNothingForAWhile) {
  HandIn("ann", "right");
  HandIn("bob", "wrong");
  int looks = 0;
  processes_.run = [&](const Command& command) -> absl::StatusOr<Outcome> {
    const std::string& program = command.argv[0];
    if (program == "sbatch") {
      for (const char* part : {"1", "2"}) {
        EXPECT_TRUE(
            Run({.output = absl::StrCat("/class-graded-parts/part-", part),
                 .submissions = "class",
                 .shard = absl::StrCat(part, "/2")})
                .ok());
      }
      return Outcome{.exit_status = 0, .output = "42\n"};
    }
    if (program == "squeue" && ++looks < 4)
      return Outcome{.exit_status = 1, .output = "Unable to contact it\n"};
    return Start(command);
  };
  EXPECT_EQ(Run({.submissions = "class", .slurm = 2}).value_or(-1), kPassed);
  EXPECT_EQ(looks, 4);
  EXPECT_THAT(processes_.started,
              Not(testing::Contains(ElementsAre("scancel", "42"))));
  EXPECT_THAT(disk_.files.at("/class-graded/class.csv"), HasSubstr("\"bob\""));

  looks = -1000;  // for ever, as far as anybody waits
  EXPECT_FALSE(Run({.submissions = "class", .slurm = 2}).ok());
  EXPECT_THAT(processes_.started,
              testing::Contains(ElementsAre("scancel", "42")));
}

TEST_F(ClassTest, AnswersWithTheSameHashAreStillTwo) {
  VerdictStore store(disk_, course_);
  Exercise exercise = Discover(disk_, course_)->front();
  Answer one{"/x", {{.name = "restaurant.cc", .content = "one"}}};
  const std::filesystem::path first = *store.Keep(exercise, one, "");
  // As if "other" had had the hash of "one".
  disk_.files[(first / "answer/07_pop/restaurant.cc").string()] = "other";
  const std::filesystem::path second = *store.Keep(exercise, one, "");
  EXPECT_NE(first, second);
  EXPECT_EQ(*store.Keep(exercise, one, ""), second);
}

TEST(OverviewTest, MakesNamesAndTextsHarmless) {
  std::vector<SubmissionGrade> grades = {
      {.name = "=cmd|' /C calc'!A0",
       .marks = {{.id = "07_pop",
                  .status = "fail",
                  .points = 0,
                  .max_points = 10,
                  .kind = "data-race",
                  .message = "m",
                  .variable = "",
                  .line = "<script>alert(1)</script>"}}},
      {.name = "a \"quoted\", \x1b[31mname\r\n", .marks = {}},
      {.name = "  @sum", .marks = {}},
      {.name = "\"><img src=x onerror=alert(1)>", .marks = {}}};
  const std::string csv = ClassCsv(grades);
  EXPECT_THAT(csv, HasSubstr("\"'=cmd|"));
  EXPECT_THAT(csv, HasSubstr("\"a \"\"quoted\"\", name"));
  EXPECT_THAT(csv, HasSubstr("\"'  @sum\""));
  const std::string page = ClassPage(grades);
  EXPECT_THAT(page, HasSubstr("&lt;script&gt;"));
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, Not(HasSubstr("<img")));
}

TEST(OverviewTest, GroupsWhatIsWrongTheSameWay) {
  const Mark race{.id = "07_pop",
                  .status = "fail",
                  .points = 0,
                  .max_points = 10,
                  .kind = "data-race",
                  .message = "at 1",
                  .variable = "orders_",
                  .line = ""};
  Mark same = race;
  same.message = "at 2";
  Mark other = race;
  other.variable = "";
  other.line = "pop();";
  Mark right = race;
  right.status = "pass";
  const std::vector<Mistake> mistakes =
      Mistakes({{.name = "a", .marks = {other}},
                {.name = "b", .marks = {race}},
                {.name = "c", .marks = {same}},
                {.name = "d", .marks = {right}}});
  ASSERT_EQ(mistakes.size(), 2U);
  EXPECT_EQ(mistakes[0].what, "orders_");
  EXPECT_THAT(mistakes[0].names, ElementsAre("b", "c"));
  EXPECT_EQ(mistakes[1].what, "pop();");
}

TEST(ClassTableTest, IsWrittenOverOnATerminalAndPlainElsewhere) {
  std::ostringstream plain;
  {
    ClassTable table(plain, Terminal{});
    table.Expect("07_pop");
    table.Draw();
    table.Judged("07_pop", "fail");
  }
  EXPECT_EQ(plain.str(), "judged 1 of 1: 07_pop: fail\n");
  std::ostringstream drawn;
  Terminal terminal;
  terminal.is_terminal = true;
  {
    ClassTable table(drawn, terminal);
    for (int i = 10; i < 40; ++i) table.Expect(absl::StrCat(i, "_exercise"));
    table.Draw();
    EXPECT_THAT(drawn.str(), HasSubstr("and 15 more\n"));
    table.Judged("39_exercise", "pass");
  }
  EXPECT_THAT(drawn.str(), HasSubstr("\x1b[17F\x1b[J"));  // all of it goes
  std::ostringstream narrow;
  terminal.width = 20;
  ClassTable table(narrow, terminal);
  table.Expect("07_a_name_that_is_long");
  table.Draw();
  EXPECT_EQ(narrow.str(), "exercise           \n07_a_name_that_is_l\n");
}

TEST(SlurmTest, WritesAJobThatAShellTakes) {
  const std::string script = SlurmScript({.program = "/r",
                                          .course = "/it's here",
                                          .submissions = "/class",
                                          .parts = "/out-parts",
                                          .exercises = {"07_pop"},
                                          .tasks = 8,
                                          .jobs = 2});
  EXPECT_THAT(script, HasSubstr("#SBATCH --array=1-8\n#SBATCH --requeue\n"));
  EXPECT_THAT(script, HasSubstr("RACELINGS_ROOT='/it'\\''s here'\n"));
  EXPECT_THAT(script,
              HasSubstr("exec '/r' grade '07_pop' --submissions '/class' "
                        "--shard \"$SLURM_ARRAY_TASK_ID/8\" --output "
                        "'/out-parts/part-'\"$SLURM_ARRAY_TASK_ID\" --jobs "
                        "2\n"));
}

TEST(SlurmTest, UnderstandsWhatSlurmSays) {
  FakeProcesses processes;
  Outcome outcome{.exit_status = 0,
                  .output = "sbatch: remark of 7\n42;cluster\n"};
  processes.run = [&outcome](const Command&) { return outcome; };
  EXPECT_EQ(Submit(processes, "/j/job.sh").value_or(""), "42");
  outcome.output = "PENDING\nRUNNING\n";
  EXPECT_EQ(TasksLeft(processes, "42").value_or(-1), 2);
  outcome.output = "";
  EXPECT_EQ(TasksLeft(processes, "42").value_or(-1), 0);
  outcome = {.exit_status = 1,
             .output = "slurm_load_jobs error: Invalid job id specified\n"};
  EXPECT_EQ(TasksLeft(processes, "42").value_or(-1), 0);
  outcome.output = "slurm_load_jobs error: Unable to contact controller\n";
  EXPECT_FALSE(TasksLeft(processes, "42").ok());
  EXPECT_FALSE(Submit(processes, "/j/job.sh").ok());
  processes.run = [](const Command&) {
    return absl::NotFoundError("cannot start sbatch");
  };
  EXPECT_THAT(Submit(processes, "/j/job.sh").status().message(),
              HasSubstr("needs Slurm's commands"));
}

}  // namespace
}  // namespace racelings
