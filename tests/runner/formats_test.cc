// What a grade is written as for others, with texts in it that a learner's
// program has chosen to break them.

#include "runner/formats/formats.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "runner/formats/shared.h"

namespace racelings {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

// Ends of everything that a format may be in the middle of.
constexpr char kHostile[] =
    "a\"b'c<script>]]>&amp;\n::error::gotcha\n%0A| x | `y` ```\n# z @all "
    "[l](http://e) \x1b[31mred\x1b[0m \x01 \xff\xfe \xe2\x80\xae end,";

class FormatsTest : public ::testing::Test {
 protected:
  FormatsTest() {
    grades_.push_back(Grade("01_wait", Status::kPass, 5));
    grades_.push_back(Grade("07_pop", Status::kFail, 10));
    Finding race{.kind = Kind::kDataRace,
                 .message = kHostile,
                 .test = "Pop.Works",
                 .variable = kHostile,
                 .schedule = "a(3)b"};
    race.locations = {
        {.file = "/s/exercises/07_pop/a b.cc",
         .line = 3,
         .column = 7,
         .thread = kHostile,
         .what = kHostile},
        {.file = "/c/tests/exercises/07_pop_test.cc", .line = 9, .what = "x"}};
    for (int step = 1; step <= 3; ++step) {
      race.trace.push_back({.thread = kHostile,
                            .what = kHostile,
                            .where = race.locations[0],
                            .step = step,
                            .lane = step % 2});
    }
    grades_.back().verdict.checks = {
        {.name = "build", .status = Status::kPass},
        {.name = "races", .status = Status::kFail}};
    grades_.back().verdict.findings = {race};
    grades_.push_back(Grade("08_act", Status::kInfra, 20));
    grades_.back().verdict.findings = {
        {.kind = Kind::kInfra, .message = "no compiler\n  next: ./setup"}};
  }

  static ExerciseGrade Grade(const std::string& id, Status status, int points) {
    ExerciseGrade grade{.verdict = {.id = id, .status = status},
                        .max_points = points,
                        .title = kHostile};
    grade.file = absl::StrCat("/s/exercises/", id, "/a.cc");
    return grade;
  }

  std::string Write(std::string_view format) {
    return FindGradeFormat(format)->write({course_, grades_, "/s"});
  }
  json Json(std::string_view format) {
    return json::parse(Write(format));  // which ends the test when it is none
  }

  const Course course_{"/c", "/c"};
  std::vector<ExerciseGrade> grades_;
};

TEST(CleanText, LeavesNothingThatAFormatCannotHold) {
  EXPECT_EQ(CleanText("plain\ttext\nü €"), "plain\ttext\nü €");
  EXPECT_EQ(CleanText("\x1b[1;31mred\x1b[0m\x1b"), "red");
  EXPECT_EQ(CleanText("a\r\nb"), "a\nb");
  for (const char* bad : {"\x01", "\x7f", "\xc0", "\xc2\x85", "\xe2\x80\xae",
                          "\xef\xbf\xbf", "\xed\xa0\x80", "\xf5", "\xe2\x82"}) {
    EXPECT_THAT(CleanText(bad), StartsWith("\xEF\xBF\xBD"))
        << absl::CHexEscape(bad);
  }
  EXPECT_EQ(CleanLine("no compiler\n  next: ./setup"),
            "no compiler; next: ./setup");
}

TEST(Shortened, CutsBetweenCharacters) {
  EXPECT_EQ(Shortened("short", 5), "short");
  EXPECT_EQ(Shortened("aüüü", 6), "aü…");
}

TEST_F(FormatsTest, AreFoundByName) {
  EXPECT_EQ(FindGradeFormat("xml"), nullptr);
  for (const GradeFormat& format : GradeFormats()) {
    EXPECT_EQ(FindGradeFormat(format.name), &format);
    EXPECT_EQ(format.write({course_, grades_, "/s"}), Write(format.name));
  }
}

TEST_F(FormatsTest, NameNoFileOfThisMachineAndNoControlCharacter) {
  for (const GradeFormat& format : GradeFormats()) {
    std::string text = Write(format.name);
    if (format.write == WriteClassroom) {
      const std::string base64 = text;
      ASSERT_TRUE(absl::Base64Unescape(base64, &text));
    }
    if (format.write == WriteJson) continue;  // for those who look closely
    EXPECT_THAT(text, Not(HasSubstr("/s/"))) << format.name;
    EXPECT_THAT(text, Not(HasSubstr("\x1b"))) << format.name;
    EXPECT_THAT(text, Not(HasSubstr("u001b"))) << format.name;
  }
}

TEST_F(FormatsTest, GithubReadsOneRemarkALine) {
  const std::vector<std::string> lines =
      absl::StrSplit(Write("github"), '\n', absl::SkipEmpty());
  ASSERT_THAT(lines, SizeIs(2));
  EXPECT_THAT(lines[0],
              StartsWith("::error file=exercises/07_pop/a b.cc,line=3,col=7,"
                         "title=07_pop%3A a\"b'c<script>]]>&amp; "
                         "%3A%3Aerror%3A%3Agotcha %250A| x "));
  EXPECT_THAT(lines[1], StartsWith("::warning title=08_act%3A "));
  EXPECT_THAT(lines[1], HasSubstr("not graded::not graded: "));
}

TEST_F(FormatsTest, MarkdownHoldsTheTextsAsTheyAre) {
  const std::string page = Write("markdown");
  EXPECT_THAT(page, StartsWith("## 5 of 15 points, and 1 not graded\n"
                               "\n| exercise | points | |\n"));
  const std::vector<std::string> lines = absl::StrSplit(page, '\n');
  int rows = 0;
  for (const std::string& line : lines) {
    if (!absl::StartsWith(line, "| ")) continue;
    ++rows;
    EXPECT_EQ(std::count(line.begin(), line.end(), '|'), 4) << line;
    EXPECT_THAT(line, Not(HasSubstr("<")));
    EXPECT_THAT(line, Not(HasSubstr("@")));
  }
  EXPECT_EQ(rows, 4);
  // The fence is longer than what the text has.
  EXPECT_THAT(page, HasSubstr("\n````text\n"));
}

TEST_F(FormatsTest, JunitTellsFailuresFromErrors) {
  const std::string xml = Write("junit");
  EXPECT_THAT(xml, HasSubstr("tests=\"2\" failures=\"1\" errors=\"0\""));
  EXPECT_THAT(xml, HasSubstr("tests=\"1\" failures=\"0\" errors=\"1\""));
  EXPECT_THAT(xml, HasSubstr("<error type=\"infra\""));
  EXPECT_THAT(xml, HasSubstr("<failure type=\"data-race\" "
                             "message=\"data race on "));
  EXPECT_THAT(xml, Not(HasSubstr("<script")));
  EXPECT_THAT(xml, Not(HasSubstr("]]>")));
}

TEST_F(FormatsTest, SarifHasBothPlacesAndAFlowForEachThread) {
  const json log = Json("sarif");
  EXPECT_EQ(log["version"], "2.1.0");
  const json& run = log["runs"][0];
  ASSERT_THAT(run["results"], SizeIs(1));  // infra is no result
  const json& result = run["results"][0];
  EXPECT_EQ(result["ruleId"], "data-race");
  EXPECT_EQ(run["tool"]["driver"]["rules"][0]["id"], "data-race");
  const json& place = result["locations"][0]["physicalLocation"];
  EXPECT_EQ(place["artifactLocation"]["uri"], "exercises/07_pop/a%20b.cc");
  EXPECT_EQ(place["region"]["startLine"], 3);
  EXPECT_THAT(result["relatedLocations"], SizeIs(2));
  const json& flows = result["codeFlows"][0]["threadFlows"];
  ASSERT_THAT(flows, SizeIs(2));
  EXPECT_EQ(flows[0]["locations"][0]["executionOrder"], 2);
  ASSERT_THAT(flows[1]["locations"], SizeIs(2));
  EXPECT_EQ(flows[1]["locations"][1]["executionOrder"], 3);
  EXPECT_EQ(run["invocations"][0]["executionSuccessful"], false);
  EXPECT_THAT(run["invocations"][0]["toolExecutionNotifications"], SizeIs(1));
}

TEST_F(FormatsTest, ClassroomTakesItFromTheEnvironment) {
  std::string text;
  const std::string base64 = Write("classroom");
  EXPECT_EQ(std::count(base64.begin(), base64.end(), '\n'), 1);
  ASSERT_TRUE(absl::Base64Unescape(base64, &text));
  const json report = json::parse(text);
  EXPECT_EQ(report["version"], 1);
  EXPECT_EQ(report["status"], "error");  // something was not graded
  EXPECT_EQ(report["max_score"], 15);
  ASSERT_THAT(report["tests"], SizeIs(3));
  EXPECT_EQ(report["tests"][0]["status"], "pass");
  EXPECT_EQ(report["tests"][0]["score"], 5);
  EXPECT_EQ(report["tests"][1]["status"], "fail");
  EXPECT_EQ(report["tests"][1]["line_no"], 3);
  EXPECT_EQ(report["tests"][2]["status"], "error");
}

TEST_F(FormatsTest, GradescopeHasNoScoreForWhatIsNotGraded) {
  json report = Json("gradescope");
  EXPECT_FALSE(report.contains("score"));
  ASSERT_THAT(report["tests"], SizeIs(3));
  EXPECT_EQ(report["tests"][0]["score"], 5);
  EXPECT_EQ(report["tests"][1]["score"], 0);
  EXPECT_EQ(report["tests"][1]["max_score"], 10);
  EXPECT_EQ(report["tests"][1]["status"], "failed");
  EXPECT_FALSE(report["tests"][2].contains("score"));
  EXPECT_FALSE(report["tests"][2].contains("max_score"));
  grades_.pop_back();
  report = Json("gradescope");
  EXPECT_EQ(report["score"], 5);
}

TEST_F(FormatsTest, ExercismIsInErrorOnlyWhereNothingRan) {
  json report = Json("exercism");
  EXPECT_EQ(report["version"], 3);
  EXPECT_EQ(report["status"], "fail");
  EXPECT_TRUE(report["message"].is_null());
  ASSERT_THAT(report["tests"], SizeIs(3));
  EXPECT_FALSE(report["tests"][0].contains("message"));
  EXPECT_EQ(report["tests"][2]["status"], "error");
  grades_.erase(grades_.begin(), grades_.begin() + 2);
  report = Json("exercism");
  EXPECT_EQ(report["status"], "error");
  EXPECT_THAT(report["message"].get<std::string>(), HasSubstr("no compiler"));
  EXPECT_FALSE(report.contains("tests"));
}

}  // namespace
}  // namespace racelings
