#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fakes.h"
#include "runner/findings/finding.h"
#include "runner/findings/judge.h"
#include "runner/findings/judge_report.h"
#include "runner/findings/source_findings.h"

namespace racelings {
namespace {

using ::testing::SizeIs;

TEST(Kind, NamesAreReadBack) {
  for (int i = 0; i <= static_cast<int>(Kind::kInfra); ++i) {
    const Kind kind = static_cast<Kind>(i);
    EXPECT_EQ(ParseKind(KindName(kind)), kind);
  }
  EXPECT_EQ(ParseKind("race"), std::nullopt);
}

TEST(JudgeReport, IsRead) {
  const auto report =
      ParseJudgeReport(R"({"version": 1, "token": "T", "tests": [
    {"name": "A.One", "schedules": 20, "proved": true, "finding": null},
    {"name": "A.Two", "schedules": 3, "proved": false, "finding": {
      "kind": "data-race", "message": "m", "variable": "orders", "schedule": "a1",
      "locations": [{"file": "/a.cc", "line": 16, "column": 5, "function": "f",
                     "thread": "John", "what": "write of orders"}],
      "trace": [{"thread": "John", "what": "lock", "time_ns": 5, "file": "/a.cc", "line": 3}]}}]})");
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(report->token, "T");
  ASSERT_THAT(report->tests, SizeIs(2));
  EXPECT_TRUE(report->tests[0].proved);
  EXPECT_FALSE(report->tests[0].finding.has_value());
  const Finding finding = report->tests[1].finding.value_or(Finding{});
  EXPECT_EQ(finding.kind, Kind::kDataRace);
  EXPECT_EQ(finding.test, "A.Two");
  ASSERT_THAT(finding.locations, SizeIs(1));
  EXPECT_EQ(finding.locations[0].thread, "John");
  ASSERT_THAT(finding.trace, SizeIs(1));
  EXPECT_EQ(finding.trace[0].time.count(), 5);
  EXPECT_EQ(finding.trace[0].where.file, "/a.cc");
}

TEST(JudgeReport, DoubtIsAnError) {
  for (
      const char* text :
      {"", "[]", "{", R"({"version": 2, "tests": []})",
       R"({"version": 1, "tests": [{"name": "A.One"}]})",
       R"({"version": 1, "tests": [{"finding": null}]})",
       R"({"version": 1, "tests": [{"name": "A", "finding": 1}]})",
       R"({"version": 1, "tests": [{"name": "A", "finding": {"kind": "bug"}}]})"}) {
    EXPECT_FALSE(ParseJudgeReport(text).ok()) << text;
  }
}

class JudgeTest : public ::testing::Test {
 protected:
  // A judge that ends with `exit_status` and leaves `report`; "" leaves none.
  Judgement Judge(int exit_status, const std::string& report) {
    processes_.run = [&](const Command& command) {
      if (!report.empty()) disk_.files[command.report.string()] = report;
      return Outcome{.exit_status = exit_status};
    };
    JudgeRequest request{.judge = "/j/07.races",
                         .shared_object = "/a.so",
                         .source_root = "/a",
                         .report = "/w/r.json",
                         .symbolizer = "",
                         .schedules = 300,
                         .seed = 7,
                         .token = "T"};
    return RunJudges(disk_, processes_, {request})->front();
  }

  FakeDisk disk_;
  FakeProcesses processes_;
};

constexpr char kClean[] =
    R"({"version": 1, "token": "T", "tests": [{"name": "A.B", "schedules": 1, "finding": null}]})";

TEST_F(JudgeTest, IsToldWhatToDo) {
  EXPECT_TRUE(Judge(0, kClean).report.ok());
  EXPECT_THAT(processes_.started.front(),
              ::testing::ElementsAre("/j/07.races", "--answer=/a.so",
                                     "--report-descriptor=200",
                                     "--source-root=/a", "--schedules=300",
                                     "--seed=7", "--workers=1", "--token=T"));
}

TEST_F(JudgeTest, ReplaysOneScheduleOfOneTest) {
  std::string filter;
  processes_.run = [&](const Command& command) {
    for (const auto& [name, value] : command.environment) {
      if (name == "GTEST_FILTER") filter = value;
    }
    return Outcome{.exit_status = 0};
  };
  const JudgeRequest request{
      .judge = "/j/07.races", .replay = "ab2", .test = "A.B"};
  EXPECT_TRUE(RunJudges(disk_, processes_, {request}).ok());
  EXPECT_EQ(processes_.started.front().back(), "--replay=ab2");
  EXPECT_EQ(filter, "A.B");
}

TEST_F(JudgeTest, IsBelievedOnlyWhenEverythingAgrees) {
  EXPECT_FALSE(Judge(0, "").report.ok());       // no report
  EXPECT_FALSE(Judge(66, kClean).report.ok());  // a status of neither kind
  EXPECT_FALSE(
      Judge(1, kClean).report.ok());  // says there is a finding; there is none
  EXPECT_FALSE(Judge(0, "{\"version\": 1}").report.ok());  // another token
}

TEST(Token, IsNotTheSameTwice) {
  EXPECT_THAT(MakeToken(), SizeIs(32));
  EXPECT_NE(MakeToken(), MakeToken());
}

TEST(SourceFindings, AreStaticOnlyWhenNothingElseIsWrong) {
  const Diagnostic lock{"/a.cc", 1, 2, "needs a lock",
                        "-Wthread-safety-analysis"};
  const Diagnostic syntax{"/a.cc", 3, 4, "expected ';'", ""};
  EXPECT_EQ(FromDiagnostics({lock}).front().kind, Kind::kStatic);
  EXPECT_EQ(FromDiagnostics({lock, syntax}).front().kind, Kind::kBuild);
}

TEST(SourceFindings, StaticOnesNameTheVariableThatNeedsALock) {
  const auto variable = [](const std::string& message) {
    return FromDiagnostics(
               {{"/a.cc", 1, 2, message, "-Wthread-safety-analysis"}})
        .front()
        .variable;
  };
  EXPECT_EQ(variable("reading variable 'n_' requires holding mutex 'm_'"),
            "n_");
  EXPECT_EQ(variable("writing variable 'n_' requires holding mutex 'm_' "
                     "exclusively"),
            "n_");
  EXPECT_EQ(variable("mutex 'm_' is still held at the end of function"), "");
}

TEST(SourceFindings, ForbiddenUsesNameTheirLine) {
  const auto findings = FromForbidden({"/a", {{"r.cc", "int a;\nexit(0);\n"}}},
                                      {{R"(exit\()", "return"}});
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].kind, Kind::kForbidden);
  EXPECT_EQ(findings[0].message, "return");
  EXPECT_EQ(findings[0].locations[0].file, "/a/r.cc");
  EXPECT_EQ(findings[0].locations[0].line, 2);
}

TEST(SourceFindings, WhatIsRequiredMayBeInAnyFileButNotInAComment) {
  const std::vector<Rule> rules = {{R"(GUARDED_BY\()", "keep it"}};
  const Answer::File with{"b.cc", "int a GUARDED_BY(m);\n"};
  const Answer::File without{"a.cc", "int a;  // GUARDED_BY(m)\n"};
  EXPECT_THAT(FromRequired({"/a", {without, with}}, rules), SizeIs(0));
  const auto findings = FromRequired({"/a", {without}}, rules);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].kind, Kind::kForbidden);
  EXPECT_EQ(findings[0].message, "keep it");
  EXPECT_EQ(findings[0].locations[0].file, "/a/a.cc");
}

}  // namespace
}  // namespace racelings
