#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "fakes.h"
#include "runner/findings/finding.h"
#include "runner/findings/judge.h"
#include "runner/findings/judge_report.h"
#include "runner/findings/names.h"
#include "runner/findings/source_findings.h"
#include "runner/findings/turns.h"

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
      "kind": "data-race", "message": "m", "variable": "orders", "schedule": "a1", "raw": "WARNING",
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
  EXPECT_EQ(finding.raw, "WARNING");
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

TEST(Names, AreFoundWhereALockIsTakenOrWaitedOn) {
  const auto named = [](std::string_view line, std::string_view at) {
    return LockedIn(line, static_cast<int>(line.find(at)) + 1);
  };
  EXPECT_EQ(named("  std::scoped_lock grill(grill_);", "grill("), "grill_");
  EXPECT_EQ(named("std::lock_guard<std::mutex> lock{mutex_};", "lock{"),
            "mutex_");
  EXPECT_EQ(named("absl::MutexLock lock(&mutex_);", "lock("), "mutex_");
  EXPECT_EQ(named("std::unique_lock a(b->mutex_, std::defer_lock);", "a("),
            "mutex_");
  EXPECT_EQ(named("  wake_.wait(lock, [] { return f(1); });", "wait"), "wake_");
  EXPECT_EQ(named("  this->grill_.lock();", "lock"), "grill_");
  EXPECT_EQ(named("  mutex_.lock();", "mutex_"), "mutex_");
  EXPECT_EQ(named("std::scoped_lock both(grill_, fryer_);", "both("), "");
  EXPECT_EQ(named("std::scoped_lock lock(Mutex());", "lock("), "");
  EXPECT_EQ(named("std::scoped_lock lock(locks[i]);", "lock("), "");
  EXPECT_EQ(named("std::scoped_lock lock(", "lock("), "");
  EXPECT_EQ(LockedIn("}", 1), "");
  EXPECT_EQ(LockedIn("x", 9), "");
}

Event At(int lane, const char* operation, const char* object, int line,
         int column) {
  return {.thread = lane == 1 ? "John" : "Jane",
          .what = std::string(operation) + "s " + object,
          .where = {.file = "/a/k.cc", .line = line, .column = column},
          .lane = lane,
          .operation = operation,
          .object = object};
}

TEST(Names, TakeThePlaceOfNumbersWhereTheyAreClear) {
  FakeDisk disk;
  disk.files["/a/k.cc"] =
      "std::scoped_lock one(grill_);\n"
      "std::scoped_lock two(locks_);\n"
      "wake_.wait(lock);\n";
  Finding finding;
  finding.message = "John waits for mutex 1, and not for mutex 12";
  finding.locations = {{.what = "waits on condition variable 1"}};
  finding.trace = {At(1, "lock", "mutex 1", 1, 18),
                   At(2, "lock", "mutex 2", 2, 18),
                   At(2, "lock", "mutex 3", 2, 18),
                   At(2, "wait", "condition variable 1", 3, 7),
                   // What a wait takes again is not what it waits on.
                   At(2, "lock", "mutex 1", 3, 7)};
  finding.trace[1].held = {"mutex 1", "mutex 2"};
  Event said = At(1, "say", "", 1, 1);
  said.what = "says: mutex 1";
  finding.trace.push_back(said);
  NameObjects(disk, finding);
  EXPECT_EQ(finding.message, "John waits for grill_, and not for mutex 12");
  EXPECT_EQ(finding.locations[0].what, "waits on wake_");
  EXPECT_EQ(finding.trace[0].object, "grill_");
  EXPECT_EQ(finding.trace[0].what, "locks grill_");
  EXPECT_EQ(finding.trace[1].held,
            (std::vector<std::string>{"grill_", "mutex 2"}));
  EXPECT_EQ(finding.trace[2].object, "mutex 3");
  EXPECT_EQ(finding.trace[5].what, "says: mutex 1");
}

class TurnsTest : public ::testing::Test {
 protected:
  TurnsTest() {
    finding_.kind = Kind::kWrongResult;
    finding_.locations = {{.file = "/t/test.cc", .line = 9}};
    finding_.trace = {
        At(1, "lock", "mutex 1", 5, 1), At(1, "unlock", "mutex 1", 6, 1),
        At(2, "lock", "mutex 1", 5, 1), At(2, "unlock", "mutex 1", 6, 1),
        At(1, "lock", "mutex 1", 7, 1), At(1, "unlock", "mutex 1", 8, 1)};
  }

  std::vector<int> Lines() {
    AddLostTurn("/a", finding_);
    std::vector<int> lines;
    for (const Location& location : finding_.locations)
      lines.push_back(location.line);
    return lines;
  }

  Finding finding_;
};

TEST_F(TurnsTest, AreLostBetweenTwoLinesOfTheAnswer) {
  EXPECT_EQ(Lines(), (std::vector<int>{6, 7, 9}));
  EXPECT_EQ(finding_.locations[0].thread, "John");
  EXPECT_EQ(finding_.locations[0].what, "after this it is the turn of Jane");
}

TEST_F(TurnsTest, AreNotLostByWhoHasToWait) {
  finding_.trace[3].held = {"mutex 1"};
  finding_.trace[1].held = {};
  finding_.trace[4].operation = "wake";
  EXPECT_EQ(Lines(), (std::vector<int>{9}));
}

TEST_F(TurnsTest, AreNoMatterOfADeadlock) {
  finding_.kind = Kind::kDeadlock;
  EXPECT_EQ(Lines(), (std::vector<int>{9}));
}

TEST_F(TurnsTest, OwnLinesComeFirst) {
  finding_.locations.push_back({.file = "/a/k.cc", .line = 3});
  OwnLinesFirst("/a", finding_);
  EXPECT_EQ(finding_.locations[0].line, 3);
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
