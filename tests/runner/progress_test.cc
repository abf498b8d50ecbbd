#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <utility>

#include "absl/strings/str_replace.h"
#include "fakes.h"
#include "runner/progress/progress_file.h"
#include "runner/progress/record.h"
#include "runner/verdict/checker.h"

namespace racelings {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

constexpr char kFile[] = "/c/.racelings/progress.json";

// Exercises 05_wait, 07_pop and 08_act.
class ProgressTest : public ::testing::Test {
 protected:
  ProgressTest() {
    AddCourse(disk_);
    for (const char* id : {"05_wait", "08_act"}) AddExercise(disk_, id);
  }

  std::vector<Exercise> Exercises() { return *Discover(disk_, course_); }
  Exercise Named(std::string_view typed) {
    const std::vector<Exercise> all = Exercises();
    return **FindExercise(all, typed);
  }
  ProgressFile Open() { return {disk_, progress_, course_}; }
  Standing StandingOf(std::string_view typed) {
    return Open().StandingOf(Named(typed));
  }
  std::string Current() {
    const std::vector<Exercise> all = Exercises();
    const Exercise* current = Open().Current(all);
    return current == nullptr ? "" : current->id;
  }
  std::string Fingerprint(const Exercise& exercise) {
    const Answer answer =
        *ReadAnswer(disk_, exercise, course_.ExerciseFolder(exercise.id));
    return AnswerFingerprint(disk_, course_, exercise, answer);
  }
  absl::Status Pass(std::string_view typed) {
    const Exercise exercise = Named(typed);
    return Open().RecordPass(exercise, Fingerprint(exercise));
  }

  FakeDisk disk_;
  std::ostringstream said_;
  Progress progress_{said_, Terminal{}};
  const Course course_{"/c", "/c"};
};

TEST_F(ProgressTest, RemembersAnAnswerByItsContent) {
  EXPECT_EQ(StandingOf("07"), Standing::kOpen);
  ASSERT_TRUE(Pass("07").ok());
  EXPECT_EQ(StandingOf("07"), Standing::kSolved);
  std::string& answer = disk_.files["/c/exercises/07_pop/restaurant.cc"];
  const std::string right = std::exchange(answer, "// changed\n");
  EXPECT_EQ(StandingOf("07"), Standing::kChanged);
  answer = right;
  EXPECT_EQ(StandingOf("07"), Standing::kSolved);
  disk_.files["/c/tests/exercises/07_pop_test.cc"] += "// stricter\n";
  EXPECT_EQ(StandingOf("07"), Standing::kChanged);
}

TEST_F(ProgressTest, SurvivesTheBuildFolder) {
  ASSERT_TRUE(Pass("07").ok());
  disk_.Remove("/c/build");
  EXPECT_EQ(StandingOf("07"), Standing::kSolved);
}

TEST_F(ProgressTest, SurvivesANewNumberAndANewName) {
  ASSERT_TRUE(Pass("07").ok());
  ASSERT_TRUE(Open().RecordHint(Named("07"), 2).ok());
  ASSERT_TRUE(Open().Choose(Named("07")).ok());
  for (const char* file :
       {"exercises/07_pop/exercise.toml", "exercises/07_pop/restaurant.cc",
        "tests/exercises/07_pop_test.cc"}) {
    const std::string now = absl::StrReplaceAll(file, {{"07_pop", "12_take"}});
    disk_.files[absl::StrCat("/c/", now)] =
        disk_.files[absl::StrCat("/c/", file)];
  }
  disk_.Remove("/c/exercises/07_pop");
  EXPECT_EQ(StandingOf("12"), Standing::kOpen);
  disk_.files["/c/exercises/12_take/exercise.toml"] =
      absl::StrCat("formerly = [\"pop\", \"grab\"]\n", kManifest);
  EXPECT_EQ(StandingOf("12"), Standing::kSolved);
  EXPECT_THAT(Open().HintsSeen(Named("12")), ElementsAre(2));
  EXPECT_EQ(Current(), "12_take");
  // A change files it under its new name, and loses nothing.
  ASSERT_TRUE(Open().RecordHint(Named("12"), 1).ok());
  EXPECT_THAT(disk_.files[kFile], Not(HasSubstr("\"pop\": {")));
  EXPECT_EQ(StandingOf("12"), Standing::kSolved);
  EXPECT_THAT(Open().HintsSeen(Named("12")), ElementsAre(1, 2));
}

TEST_F(ProgressTest, GoesOnBehindWhatPassed) {
  EXPECT_EQ(Current(), "05_wait");
  ASSERT_TRUE(Pass("07").ok());
  EXPECT_EQ(Current(), "08_act");
  ASSERT_TRUE(Pass("08").ok());
  EXPECT_EQ(Current(), "05_wait");  // round to what was left out
  ASSERT_TRUE(Pass("05").ok());
  EXPECT_EQ(Current(), "");
}

TEST_F(ProgressTest, TheChosenOneIsCurrentUntilItPasses) {
  ASSERT_TRUE(Open().Choose(Named("07")).ok());
  ASSERT_TRUE(Pass("05").ok());
  EXPECT_EQ(Current(), "07_pop");
  ASSERT_TRUE(Pass("07").ok());
  EXPECT_EQ(Current(), "08_act");
  ASSERT_TRUE(Open().Choose(Named("05")).ok());  // solved, and asked for
  EXPECT_EQ(Current(), "05_wait");
  disk_.Remove("/c/exercises/05_wait");
  EXPECT_EQ(Current(), "08_act");
}

TEST_F(ProgressTest, ForgetsOneExerciseAlone) {
  ASSERT_TRUE(Pass("05").ok());
  ASSERT_TRUE(Pass("07").ok());
  ASSERT_TRUE(Open().RecordHint(Named("07"), 1).ok());
  ASSERT_TRUE(Open().Forget(Named("07")).ok());
  EXPECT_EQ(StandingOf("07"), Standing::kOpen);
  EXPECT_THAT(Open().HintsSeen(Named("07")), IsEmpty());
  EXPECT_EQ(StandingOf("05"), Standing::kSolved);
}

TEST_F(ProgressTest, TwoProgramsLoseNothingOfEachOther) {
  ProgressFile one = Open();
  ProgressFile two = Open();
  ASSERT_TRUE(one.RecordHint(Named("05"), 1).ok());
  ASSERT_TRUE(two.RecordHint(Named("07"), 1).ok());
  ASSERT_TRUE(one.RecordHint(Named("05"), 2).ok());
  EXPECT_THAT(Open().HintsSeen(Named("05")), ElementsAre(1, 2));
  EXPECT_THAT(Open().HintsSeen(Named("07")), ElementsAre(1));
}

TEST_F(ProgressTest, KeepsWhatItDoesNotKnow) {
  disk_.files[kFile] = R"({"version": 1, "colour": "red", "exercises":
      {"gone": {"passed": "x"}, "pop": {"hints": [1], "stars": 3}}})";
  ASSERT_TRUE(Open().RecordHint(Named("07"), 2).ok());
  EXPECT_THAT(disk_.files[kFile], HasSubstr("\"colour\": \"red\""));
  EXPECT_THAT(disk_.files[kFile], HasSubstr("\"stars\": 3"));
  EXPECT_THAT(disk_.files[kFile], HasSubstr("\"gone\": {"));
}

TEST_F(ProgressTest, ANewerFileIsLeftAlone) {
  const std::string newer = R"({"version": 2, "exercises": []})";
  disk_.files[kFile] = newer;
  const absl::Status status = Open().RecordHint(Named("07"), 1);
  EXPECT_THAT(std::string(status.message()), HasSubstr("newer racelings"));
  EXPECT_THAT(said_.str(), HasSubstr("newer racelings"));
  EXPECT_EQ(disk_.files[kFile], newer);
}

TEST_F(ProgressTest, ADamagedFileIsKeptAside) {
  for (const char* damaged :
       {"", "{\"version\": 1, \"exer", "[]", R"({"version": "1"})",
        R"({"version": 1, "exercises": {"pop": 3}})",
        R"({"version": 1, "exercises": {"pop": {"hints": [1, "2"]}}})",
        R"({"version": 1, "current": []})"}) {
    disk_.Remove("/c/.racelings");
    disk_.files[absl::StrCat(kFile, ".damaged-1")] = "an earlier one";
    disk_.files[kFile] = damaged;
    said_.str("");
    EXPECT_EQ(StandingOf("07"), Standing::kOpen);
    EXPECT_THAT(said_.str(), StartsWith("racelings: "));
    EXPECT_THAT(said_.str(), HasSubstr("kept as .racelings/progress.json."
                                       "damaged-2"));
    EXPECT_EQ(disk_.files[absl::StrCat(kFile, ".damaged-2")], damaged);
    EXPECT_EQ(disk_.files[absl::StrCat(kFile, ".damaged-1")], "an earlier one");
    said_.str("");
    ASSERT_TRUE(Pass("07").ok());
    EXPECT_EQ(StandingOf("07"), Standing::kSolved);
    EXPECT_THAT(said_.str(), IsEmpty());
  }
}

TEST_F(ProgressTest, DamageThatComesMeanwhileIsKeptAsideToo) {
  ProgressFile open = Open();
  disk_.files[kFile] = "damaged";
  ASSERT_TRUE(open.RecordHint(Named("07"), 1).ok());
  EXPECT_EQ(disk_.files[absl::StrCat(kFile, ".damaged-1")], "damaged");
  EXPECT_THAT(Open().HintsSeen(Named("07")), ElementsAre(1));
}

TEST_F(ProgressTest, TakesOverTheFileOfTheBuildFolderOnce) {
  const std::string old =
      absl::StrCat(R"({"version": 1, "passed": {"07_pop": ")",
                   Fingerprint(Named("07")), R"(", "x": 3}})");
  disk_.files["/c/build/progress.json"] = old;
  disk_.files["/copy/exercises/07_pop/restaurant.cc"] = "// starter\n";
  const Course copy{"/c", "/copy"};
  EXPECT_TRUE(
      ProgressFile(disk_, progress_, copy).RecordHint(Named("07"), 1).ok());
  EXPECT_TRUE(disk_.Exists("/c/build/progress.json"));
  EXPECT_EQ(StandingOf("07"), Standing::kSolved);
  ASSERT_TRUE(Pass("05").ok());
  EXPECT_EQ(StandingOf("07"), Standing::kSolved);
  EXPECT_FALSE(disk_.Exists("/c/build/progress.json"));
  disk_.files["/c/build/progress.json"] = "damaged";
  disk_.Remove("/c/.racelings");
  EXPECT_EQ(StandingOf("07"), Standing::kOpen);
}

TEST_F(ProgressTest, WhatAKilledWriteLeftIsRemoved) {
  disk_.files[absl::StrCat(kFile, ".a1B2c3")] = "{";
  ASSERT_TRUE(Pass("07").ok());
  EXPECT_FALSE(disk_.Exists(absl::StrCat(kFile, ".a1B2c3")));
  EXPECT_TRUE(disk_.Exists(kFile));
}

TEST_F(ProgressTest, AFullDiskLosesNothing) {
  ASSERT_TRUE(Pass("07").ok());
  const std::string before = disk_.files[kFile];
  disk_.write_error = absl::ResourceExhaustedError("cannot write: full");
  ProgressFile open = Open();
  const absl::Status status = open.RecordHint(Named("08"), 1);
  EXPECT_TRUE(absl::IsResourceExhausted(status)) << status;
  EXPECT_THAT(std::string(status.message()), HasSubstr("is not saved"));
  EXPECT_EQ(disk_.files[kFile], before);
  EXPECT_THAT(open.HintsSeen(Named("08")), ElementsAre(1));
  EXPECT_TRUE(open.RecordPass(Named("07"), Fingerprint(Named("07"))).ok());
  disk_.write_error = absl::PermissionDeniedError("cannot write: read-only");
  EXPECT_THAT(std::string(Open().Choose(Named("08")).message()),
              HasSubstr("next: ls -ld /c/.racelings /c "));
  disk_.files[kFile] = "damaged";
  EXPECT_FALSE(Open().Choose(Named("08")).ok());
  EXPECT_THAT(said_.str(), HasSubstr("damaged, and cannot be kept aside"));
  EXPECT_EQ(disk_.files[kFile], "damaged");
}

}  // namespace
}  // namespace racelings
