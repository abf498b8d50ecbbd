#include "runner/report/page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "fakes.h"

namespace racelings {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kFile[] = "/c/exercises/07_pop/restaurant.cc";

class PageTest : public ::testing::Test {
 protected:
  PageTest() {
    AddCourse(disk_);
    Finding finding;
    finding.kind = Kind::kDataRace;
    finding.message = "two threads use 'orders' at once";
    finding.variable = "orders";
    finding.schedule = "a1b2";
    finding.test = "Pop.EveryOrderIsMadeOnce";
    finding.locations = {{kFile, 2, 1, "Work", "John", "write of orders"}};
    finding.trace = {{.thread = "John",
                      .what = "writes orders",
                      .where = {.file = kFile, .line = 2},
                      .step = 1,
                      .lane = 1,
                      .operation = "write",
                      .mark = schedule::Mark::kRacing}};
    verdict_ = {.id = "07_pop", .answer = "exercise", .status = Status::kFail};
    verdict_.checks = {{.name = "build", .status = Status::kPass}};
    verdict_.findings = {finding};
  }

  std::string Page(const std::string& folder = "/c/exercises/07_pop") {
    const Exercise exercise = Discover(disk_, course_)->front();
    return PageHtml(disk_, course_, {exercise, folder, verdict_.answer},
                    verdict_);
  }

  // What is in the block of data.
  static nlohmann::json Data(std::string_view page) {
    const std::vector<std::string_view> parts =
        absl::StrSplit(page, R"(<script type="application/json" id="data">)");
    EXPECT_EQ(parts.size(), 2U);
    const std::string_view block = parts.back();
    return nlohmann::json::parse(block.substr(0, block.find("</script>")),
                                 nullptr, false);
  }

  static std::size_t Count(std::string_view page, std::string_view text) {
    return std::vector<std::string_view>(absl::StrSplit(page, text)).size() - 1;
  }

  FakeDisk disk_;
  const Course course_{"/c", "/c"};
  Verdict verdict_;
};

TEST_F(PageTest, HasAllThatIsNeededToTellTheStory) {
  const nlohmann::json data = Data(Page());
  EXPECT_EQ(data["title"], "07_pop: Two cooks, one list");
  EXPECT_EQ(data["headlines"][0], "data race on 'orders'");
  EXPECT_EQ(data["sources"][0]["file"], "exercises/07_pop/restaurant.cc");
  EXPECT_EQ(data["sources"][0]["text"], "// starter\norders.pop_front();\n");
  EXPECT_EQ(data["check"]["findings"][0]["trace"][0]["file"],
            "exercises/07_pop/restaurant.cc");
  EXPECT_EQ(data["commands"][0][1][1],
            "./racelings replay 07 a1b2 --test EveryOrderIsMadeOnce");
  EXPECT_EQ(data["commands"][0][2][1], "./racelings explain data-race");
}

TEST_F(PageTest, IsOneFileWithNothingLeftToFill) {
  const std::string page = Page();
  for (const char* name : {"title", "style", "script", "data"})
    EXPECT_THAT(page, Not(HasSubstr(absl::StrCat("{{", name, "}}"))));
  EXPECT_THAT(page, HasSubstr("function lanesOf(trace)"));
  EXPECT_THAT(page, HasSubstr("prefers-color-scheme: dark"));
  EXPECT_THAT(page, HasSubstr("default-src 'none'"));
  EXPECT_THAT(page, Not(HasSubstr("<link")));
  EXPECT_THAT(page, Not(HasSubstr("src=\"")));
}

TEST_F(PageTest, WhatTheAnswerSaysCannotLeaveTheData) {
  const std::size_t scripts = Count(Page(), "</script>");
  const std::string evil = "</script><!--<script>alert(1)</script> {{style}}";
  disk_.files[kFile] = evil;
  verdict_.findings[0].message = evil;
  verdict_.findings[0].variable = evil;
  verdict_.findings[0].trace[0].what = evil;
  verdict_.findings[0].trace[0].thread = evil;
  verdict_.findings[0].locations[0].function = evil;
  const std::string page = Page();
  EXPECT_EQ(Count(page, "</script>"), scripts);
  EXPECT_EQ(Count(page, "<!--"), 0U);
  const nlohmann::json data = Data(page);
  EXPECT_EQ(data["sources"][0]["text"], evil);
  EXPECT_EQ(data["check"]["findings"][0]["message"], evil);
  EXPECT_EQ(data["check"]["findings"][0]["trace"][0]["what"], evil);
}

TEST_F(PageTest, ATitleIsTextToo) {
  disk_.files["/c/exercises/07_pop/exercise.toml"] =
      absl::StrReplaceAll(kManifest, {{"Two cooks, one list", "<b>&</b>"}});
  EXPECT_THAT(Page(),
              HasSubstr("<title>07_pop: &lt;b&gt;&amp;&lt;/b&gt;</title>"));
}

TEST_F(PageTest, BytesThatAreNoUtf8DoNotStopIt) {
  disk_.files[kFile] = "\xff";
  EXPECT_FALSE(Data(Page()).is_discarded());
}

TEST_F(PageTest, ShowsTheFilesOfTheCourseAndOfTheAnswerAlone) {
  disk_.files["/c/tests/exercises/07_pop_test.cc"] = "TEST\n";
  disk_.files["/home/jane/mine/restaurant.cc"] = "mine\n";
  disk_.files["/home/jane/.ssh/id"] = "secret\n";
  disk_.files["/home/jane/mine-too/a.cc"] = "secret\n";
  for (const char* file :
       {"/c/tests/exercises/07_pop_test.cc", "/home/jane/.ssh/id",
        "/c/../home/jane/.ssh/id", "/home/jane/mine-too/a.cc", ""})
    verdict_.findings[0].locations.push_back({.file = file, .line = 1});
  verdict_.answer = "/home/jane/mine";
  const std::string page = Page("/home/jane/mine/");
  EXPECT_THAT(page, Not(HasSubstr("secret")));
  const nlohmann::json sources = Data(page)["sources"];
  ASSERT_EQ(sources.size(), 3U) << sources;
  EXPECT_EQ(sources[0]["file"], "/home/jane/mine/restaurant.cc");
}

TEST_F(PageTest, APassHasNothingToTell) {
  verdict_.status = Status::kPass;
  verdict_.findings.clear();
  const nlohmann::json data = Data(Page());
  EXPECT_EQ(data["check"]["status"], "pass");
  EXPECT_TRUE(data["headlines"].empty());
}

TEST(FileUrl, EscapesWhatAUrlMayNotHold) {
  EXPECT_EQ(FileUrl("/home/jane/a b#1?%.html"),
            "file:///home/jane/a%20b%231%3F%25.html");
}

}  // namespace
}  // namespace racelings
