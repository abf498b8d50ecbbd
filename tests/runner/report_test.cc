#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "fakes.h"
#include "runner/report/gcc.h"
#include "runner/report/json.h"
#include "runner/report/markdown.h"
#include "runner/report/raw.h"
#include "runner/report/text.h"
#include "runner/report/words.h"

namespace racelings {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class ReportTest : public ::testing::Test {
 protected:
  ReportTest() {
    AddCourse(disk_);
    Finding finding;
    finding.kind = Kind::kDataRace;
    finding.message = "two threads use 'orders' at once";
    finding.variable = "orders";
    finding.schedule = "a1b2";
    const std::string file = "/c/exercises/07_pop/restaurant.cc";
    finding.locations = {{file, 2, 1, "Work", "John", "write of orders"},
                         {file, 2, 1, "Work", "Jane", "write of orders"}};
    finding.test = "Pop.EveryOrderIsMadeOnce";
    Event event{.thread = "John",
                .what = "writes orders",
                .time = std::chrono::milliseconds(1500),
                .where = {.file = file, .line = 2},
                .step = 1,
                .lane = 1,
                .operation = "write",
                .object = "orders",
                .held = {"mutex 1"},
                .after = {1},
                .mark = schedule::Mark::kRacing};
    finding.trace = {event};
    verdict_ = {.id = "07_pop", .answer = "exercise", .status = Status::kFail};
    verdict_.checks = {
        {.name = "build", .status = Status::kPass},
        {.name = "races", .status = Status::kFail, .schedules = 3}};
    verdict_.findings = {finding};
  }

  std::string Text(const std::filesystem::path& from) {
    const Exercise exercise = Discover(disk_, course_)->front();
    return VerdictText({disk_, course_, from, Terminal{}}, exercise, verdict_);
  }

  FakeDisk disk_;
  const Course course_{"/c", "/c"};
  Verdict verdict_;
};

TEST_F(ReportTest, EditorsGetALineForEachPlace) {
  const Exercise exercise = Discover(disk_, course_)->front();
  const auto text = [&](const std::filesystem::path& from) {
    return GccText({disk_, course_, from, Terminal{}}, exercise, verdict_);
  };
  EXPECT_EQ(text("/c"),
            "exercises/07_pop/restaurant.cc:2:1: error: two threads use "
            "'orders' at once [data-race]\n"
            "exercises/07_pop/restaurant.cc:2:1: note: thread John: write of "
            "orders\n"
            "exercises/07_pop/restaurant.cc:2:1: note: thread Jane: write of "
            "orders\n"
            "exercises/07_pop/restaurant.cc:2:1: note: step 1, John: writes "
            "orders\n");
  EXPECT_THAT(text("/c/exercises/07_pop"),
              ::testing::StartsWith("restaurant.cc:2:1: "));
  EXPECT_THAT(text("/elsewhere"),
              ::testing::StartsWith("/c/exercises/07_pop/restaurant.cc:2:1: "));
  verdict_.findings.front().locations.clear();
  verdict_.findings.front().message = "one\ntwo";
  verdict_.findings.front().trace.assign(100, verdict_.findings[0].trace[0]);
  const std::string placeless = text("/c");
  EXPECT_THAT(placeless, ::testing::StartsWith(
                             "exercises/07_pop/restaurant.cc:1:1: error: one "
                             "two [data-race]\n"));
  EXPECT_EQ(std::count(placeless.begin(), placeless.end(), '\n'), 31);
  verdict_.findings.front().kind = Kind::kInfra;
  verdict_.findings.front().message = "no compiler\n  next: ./setup";
  EXPECT_EQ(text("/c"),
            "racelings: error: no compiler; next: ./setup [infra]\n");
  verdict_.status = Status::kPass;
  EXPECT_EQ(text("/c"), "");
}

TEST_F(ReportTest, TellsWhatWhereWhoAndWhatNext) {
  const std::string text = Text("/c");
  EXPECT_THAT(text, HasSubstr("07_pop: not yet: data race on 'orders'\n"));
  EXPECT_THAT(text, HasSubstr("  exercises/07_pop/restaurant.cc:2:1  thread "
                              "John  write of orders"));
  EXPECT_THAT(text, HasSubstr("thread Jane"));
  EXPECT_THAT(text, HasSubstr(">   2 | orders.pop_front();"));
  EXPECT_THAT(text, HasSubstr("  time       John\n"));
  EXPECT_THAT(text, HasSubstr("\n  1.50 s  !! writes orders :2\n"));
  EXPECT_THAT(text, HasSubstr("schedule: a1b2\n"));
  EXPECT_THAT(text, HasSubstr("next: ./racelings hint 07"));
  EXPECT_THAT(text, HasSubstr("  or: ./racelings replay 07 a1b2 --test "
                              "EveryOrderIsMadeOnce   ("));
  EXPECT_THAT(text, HasSubstr("read: ./racelings explain data-race   ("));
  EXPECT_THAT(Text("/c/exercises/07_pop"),
              HasSubstr("\n  restaurant.cc:2:1  thread John"));
}

TEST_F(ReportTest, QuotesALineOnceForAllItsThreads) {
  const std::string text = Text("/c");
  EXPECT_EQ(text.find("orders.pop_front"), text.rfind("orders.pop_front"));
}

TEST_F(ReportTest, QuotesALineOnceForThreadsThatComeBackToIt) {
  Finding& finding = verdict_.findings[0];
  finding.locations.insert(finding.locations.begin() + 1,
                           {"/c/exercises/07_pop/restaurant.cc", 1, 1, "Work",
                            "Jane", "took mutex 1"});
  const std::string text = Text("/c");
  EXPECT_THAT(text, HasSubstr("thread John  write of orders\n"
                              "  exercises/07_pop/restaurant.cc:2:1  thread "
                              "Jane  write of orders\n"
                              "      1 | // starter\n"));
  EXPECT_THAT(text, HasSubstr("thread Jane  took mutex 1\n"
                              "  >   1 | // starter\n"));
}

TEST_F(ReportTest, ASchedulesStringThatIsTooLongIsNotShown) {
  verdict_.findings[0].schedule = std::string(201, 'a');
  const std::string text = Text("/c");
  EXPECT_THAT(text, HasSubstr("schedule: of 201 characters: --json shows it"));
  EXPECT_THAT(text, Not(HasSubstr("./racelings replay")));
}

TEST_F(ReportTest, ASentenceIsAsWideAsTheTerminal) {
  verdict_.findings[0].message = "one two three four five six";
  Terminal terminal;
  terminal.width = 20;
  const Exercise exercise = Discover(disk_, course_)->front();
  EXPECT_THAT(VerdictText({disk_, course_, "/c", terminal}, exercise, verdict_),
              HasSubstr("\n  one two three four five six\n"));
  terminal.is_terminal = true;
  EXPECT_THAT(VerdictText({disk_, course_, "/c", terminal}, exercise, verdict_),
              HasSubstr("\n  one two three four\n  five six\n"));
}

TEST_F(ReportTest, FitsOnAScreen) {
  const std::string text = Text("/c");
  EXPECT_LE(std::count(text.begin(), text.end(), '\n'), 30);
}

TEST_F(ReportTest, ALostWakeupHasAPageOfItsOwn) {
  Finding& finding = verdict_.findings[0];
  finding.kind = Kind::kDeadlock;
  EXPECT_EQ(ReadingOf(finding), "deadlock");
  finding.trace[0].mark = schedule::Mark::kLost;
  EXPECT_THAT(Text("/c"), HasSubstr("read: ./racelings explain lost-wakeup "));
}

TEST_F(ReportTest, HasNoColourUnlessAsked) {
  EXPECT_THAT(Text("/c"), Not(HasSubstr("\x1b")));
}

TEST_F(ReportTest, JsonIsTheContract) {
  const auto json =
      nlohmann::json::parse(CheckJson(course_, verdict_), nullptr, false);
  EXPECT_EQ(json["version"], 1);
  EXPECT_EQ(json["id"], "07_pop");
  EXPECT_EQ(json["answer"], "exercise");
  EXPECT_EQ(json["status"], "fail");
  EXPECT_EQ(json["checks"][0],
            nlohmann::json({{"name", "build"}, {"status", "pass"}}));
  EXPECT_EQ(json["checks"][1]["schedules"], 3);
  EXPECT_EQ(json["checks"][1]["proved"], false);
  const auto& finding = json["findings"][0];
  EXPECT_EQ(finding["kind"], "data-race");
  EXPECT_EQ(finding["variable"], "orders");
  EXPECT_EQ(finding["schedule"], "a1b2");
  EXPECT_EQ(finding["locations"][0]["file"], "exercises/07_pop/restaurant.cc");
  EXPECT_EQ(finding["locations"][0]["line"], 2);
  EXPECT_EQ(finding["locations"][1]["thread"], "Jane");
  EXPECT_EQ(finding["raw"], "");
  EXPECT_EQ(finding["trace"][0],
            nlohmann::json({{"step", 1},
                            {"thread", "John"},
                            {"lane", 1},
                            {"what", "writes orders"},
                            {"operation", "write"},
                            {"object", "orders"},
                            {"time_ns", 1'500'000'000},
                            {"file", "exercises/07_pop/restaurant.cc"},
                            {"line", 2},
                            {"column", 0},
                            {"function", ""},
                            {"held", {"mutex 1"}},
                            {"after", {1}},
                            {"mark", "racing"}}));
  EXPECT_FALSE(json.contains("replayed"));
}

TEST_F(ReportTest, AReplayShowsWhatItPlayed) {
  verdict_.replayed = "a1b2";
  EXPECT_THAT(Text("/c"), HasSubstr("!! writes orders :2\n"));
  EXPECT_THAT(Text("/c"), Not(HasSubstr("./racelings replay")));
  verdict_.checks[1].trace = verdict_.findings[0].trace;
  verdict_.findings.clear();
  verdict_.status = Status::kPass;
  const std::string text = Text("/c");
  EXPECT_THAT(text, HasSubstr("nothing goes wrong in schedule a1b2\n"));
  EXPECT_THAT(text, HasSubstr("!! writes orders :2\n"));
  EXPECT_THAT(text, HasSubstr("next: ./racelings check 07"));
  const auto json =
      nlohmann::json::parse(CheckJson(course_, verdict_), nullptr, false);
  EXPECT_EQ(json["replayed"], "a1b2");
  EXPECT_EQ(json["checks"][1]["trace"][0]["file"],
            "exercises/07_pop/restaurant.cc");
}

TEST_F(ReportTest, AReplayOfWhatIsNotTheLearnersNamesIt) {
  verdict_.answer = "my answers";
  verdict_.findings[0].schedule = "a(26)b2";
  EXPECT_THAT(Text("/c"),
              HasSubstr("./racelings replay 07 'a(26)b2' --test "
                        "EveryOrderIsMadeOnce --answer 'my answers'   ("));
  verdict_.answer = "solution";
  EXPECT_THAT(Text("/c"), HasSubstr("EveryOrderIsMadeOnce --solution   ("));
}

TEST_F(ReportTest, TheRawReportHasShortPathsAndItsOwnColours) {
  Finding& finding = verdict_.findings[0];
  finding.raw =
      "\x1b[1mWARNING\x1b[0m /c/exercises/07_pop/restaurant.cc:2 "
      "/c/tests/a.cc:3\n";
  EXPECT_THAT(Text("/c"), Not(HasSubstr("WARNING")));
  Terminal terminal;
  const auto raw = [&](const std::filesystem::path& from) {
    return RawSection({disk_, course_, from, terminal}, verdict_);
  };
  EXPECT_EQ(raw("/c"),
            "\nWhat ThreadSanitizer says:\n"
            "WARNING exercises/07_pop/restaurant.cc:2 tests/a.cc:3\n");
  EXPECT_THAT(raw("/c/exercises/07_pop"), HasSubstr("WARNING restaurant.cc:2"));
  terminal.colour = true;
  EXPECT_THAT(raw("/c"), HasSubstr("\x1b[1mWARNING\x1b[0m exercises/"));
  const auto json =
      nlohmann::json::parse(CheckJson(course_, verdict_), nullptr, false);
  EXPECT_EQ(json["findings"][0]["raw"],
            "WARNING exercises/07_pop/restaurant.cc:2 tests/a.cc:3\n");
  finding.raw.clear();
  EXPECT_THAT(raw("/c"), HasSubstr("There is no raw report"));
}

TEST_F(ReportTest, WhatDoesNotCompileIsSaidInTheCompilersOwnWords) {
  Finding error;
  error.kind = Kind::kBuild;
  error.message = "expected ';'";
  error.locations = {{"/c/exercises/07_pop/restaurant.cc", 2, 1, "", "", ""}};
  error.raw =
      "/c/exercises/07_pop/restaurant.cc:2:1: error: expected ';'\n"
      "    2 | orders.pop_front();\n";
  verdict_.findings = {error, error};
  verdict_.findings[1].raw = "another\n";
  EXPECT_THAT(
      Text("/c"),
      HasSubstr("it does not compile\n\n"
                "exercises/07_pop/restaurant.cc:2:1: error: expected ';'\n"
                "    2 | orders.pop_front();\n\n"));
  EXPECT_THAT(Text("/c"), Not(HasSubstr("another")));
  EXPECT_THAT(RawSection({disk_, course_, "/c", Terminal{}}, verdict_),
              HasSubstr("error: expected ';'\n    2 | orders.pop_front();\n"
                        "another\n"));
}

TEST_F(ReportTest, BytesThatAreNoUtf8DoNotStopIt) {
  verdict_.findings[0].message = "\xff";
  EXPECT_FALSE(
      nlohmann::json::parse(CheckJson(course_, verdict_), nullptr, false)
          .is_discarded());
}

TEST_F(ReportTest, WhatIsNotGradedHasNoPoints) {
  verdict_.status = Status::kInfra;
  const auto json = nlohmann::json::parse(GradeJson(course_, {{verdict_, 10}}),
                                          nullptr, false);
  EXPECT_TRUE(json["exercises"][0]["points"].is_null());
  EXPECT_EQ(json["not_graded"], 1);
  EXPECT_THAT(GradeText(Terminal{}, {{verdict_, 10}}), HasSubstr("not graded"));
}

TEST(Markdown, IsForATerminal) {
  Terminal terminal;
  terminal.width = 24;
  const auto text = [&terminal](std::string_view markdown) {
    return MarkdownText(terminal, markdown, [](std::string_view target) {
      return target == "a.md" ? "explain a" : "";
    });
  };
  EXPECT_EQ(
      text("# A race\n\nTwo threads **use** one\n`variable` at a time.\n"),
      "A race\n\nTwo threads use one\n`variable` at a time.\n");
  EXPECT_EQ(
      text("- first and long enough\n  to wrap\n- second\n1. [see](a.md)"),
      "- first and long enough\n  to wrap\n- second\n1. see (explain a)\n");
  EXPECT_EQ(text("```cpp\nint  x; // **as it is**, however wide\n```\nend"),
            "    int  x; // **as it is**, however wide\nend\n");
  EXPECT_EQ(text("| a table |\n|---|\n"), "| a table |\n|---|\n");
  EXPECT_EQ(text("`never closed"), "`never closed\n");
  terminal.colour = true;
  EXPECT_EQ(text("`x`"), terminal.Blue("x") + "\n");
  EXPECT_EQ(MarkdownTitle("# A race: x\nmore"), "A race: x");
  EXPECT_EQ(MarkdownTitle("no title"), "");
}

}  // namespace
}  // namespace racelings
