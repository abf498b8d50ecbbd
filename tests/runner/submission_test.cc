#include "runner/verdict/submission.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fakes.h"

namespace racelings {
namespace {

using ::testing::HasSubstr;

class SubmissionTest : public ::testing::Test {
 protected:
  SubmissionTest() {
    AddCourse(disk_);
    exercise_ = Discover(disk_, course_)->front();
  }
  Submitted Find() { return FindSubmitted(disk_, exercise_, "/s"); }

  FakeDisk disk_;
  const Course course_{"/c", "/c"};
  Exercise exercise_;
};

TEST_F(SubmissionTest, IsFoundWhereItMayBe) {
  disk_.files["/s/06_pop/restaurant.cc"] = "// an older number\n";
  EXPECT_EQ(Find().folder, "/s/06_pop");
  exercise_.manifest->formerly = {"take"};
  disk_.files["/s/exercises/04_take/restaurant.cc"] = "// an older name\n";
  EXPECT_EQ(Find().folder, "/s/exercises/04_take");
  disk_.files["/s/exercises/07_pop/restaurant.cc"] = "// mine\n";
  EXPECT_EQ(Find().folder, "/s/exercises/07_pop");
  EXPECT_FALSE(Find().finding.has_value());
}

TEST_F(SubmissionTest, SaysWhatIsMissing) {
  for (const char* other : {"/s/README.md", "/s/07_pop/notes.txt"}) {
    disk_.files[other] = "";
    ASSERT_TRUE(Find().finding.has_value()) << other;
    EXPECT_EQ(Find().finding->kind, Kind::kBuild);
    EXPECT_THAT(Find().finding->message,
                HasSubstr("no restaurant.cc, which belongs in "
                          "exercises/07_pop/"));
  }
}

TEST_F(SubmissionTest, FollowsNoLinkOutOfIt) {
  disk_.files["/s/exercises/07_pop/restaurant.cc"] = "// mine\n";
  for (const char* link : {"/s/exercises", "/s/exercises/07_pop"}) {
    disk_.links = {link};
    ASSERT_TRUE(Find().finding.has_value()) << link;
    EXPECT_EQ(Find().finding->kind, Kind::kForbidden);
  }
  // One for a file is for the rules about answers to refuse.
  disk_.links = {"/s/exercises/07_pop/restaurant.cc"};
  EXPECT_FALSE(Find().finding.has_value());
}

TEST_F(SubmissionTest, IsCalledWhatTheCourseCallsIt) {
  Verdict verdict{.id = "07_pop"};
  verdict.findings = {
      {.message = "/s/07_pop/restaurant.cc is odd",
       .locations = {{.file = "/s/07_pop/restaurant.cc"}, {.file = "/x"}},
       .trace = {{.where = {.file = "/s/07_pop/restaurant.cc"}}},
       .raw = "#0 /s/07_pop/restaurant.cc:1"}};
  NameAsInCourse(course_, "/s/07_pop", verdict);
  const Finding& finding = verdict.findings.front();
  EXPECT_EQ(finding.message, "restaurant.cc is odd");
  EXPECT_EQ(finding.locations[0].file, "/c/exercises/07_pop/restaurant.cc");
  EXPECT_EQ(finding.locations[1].file, "/x");
  EXPECT_EQ(finding.trace[0].where.file, "/c/exercises/07_pop/restaurant.cc");
  EXPECT_EQ(finding.raw, "#0 /c/exercises/07_pop/restaurant.cc:1");
}

}  // namespace
}  // namespace racelings
