#include "runner/verdict/verdict.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "fakes.h"
#include "runner/verdict/checker.h"
#include "runner/verdict/claim.h"
#include "runner/verdict/grade.h"
#include "runner/verdict/hit_rate.h"
#include "runner/verdict/proof.h"

namespace racelings {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr std::chrono::seconds kLimit{60};

Finding Make(Kind kind, int line = 1) {
  Finding finding;
  finding.kind = kind;
  finding.message = std::string(KindName(kind));
  finding.locations.push_back({"/a.cc", line, 1, "", "", ""});
  return finding;
}

Judgement Saying(std::vector<TestReport> tests) {
  Judgement judgement;
  judgement.report = JudgeReport{"T", std::move(tests)};
  return judgement;
}

Status StatusOf(const Judgement& judgement,
                const std::set<std::string>& expected = {"A.B"}) {
  std::vector<Finding> findings;
  const CheckResult result =
      Prove("races", judgement, expected, kLimit, findings);
  EXPECT_EQ(result.status == Status::kPass, findings.empty());
  return result.status;
}

TEST(Proof, APassNeedsExactlyTheExpectedTests) {
  EXPECT_EQ(StatusOf(Saying({{"A.B", 10, false, {}}})), Status::kPass);
  EXPECT_EQ(StatusOf(Saying({})), Status::kInfra);
  EXPECT_EQ(StatusOf(Saying({}), {}), Status::kInfra);
  EXPECT_EQ(StatusOf(Saying({{"A.B", 10, false, {}}}), {"A.B", "A.C"}),
            Status::kInfra);
  EXPECT_EQ(StatusOf(Saying({{"A.B", 10, false, {}}, {"A.C", 10, false, {}}})),
            Status::kInfra);
  EXPECT_EQ(StatusOf(Saying({{"A.B", 10, false, {}}, {"A.B", 10, false, {}}})),
            Status::kInfra);
  EXPECT_EQ(StatusOf(Saying({{"A.B", 0, false, {}}})), Status::kInfra);
}

TEST(Proof, FindingsFailAndBreakdownsDoNot) {
  EXPECT_EQ(StatusOf(Saying({{"A.B", 3, false, Make(Kind::kDeadlock)}})),
            Status::kFail);
  EXPECT_EQ(StatusOf(Saying({{"A.B", 3, false, Make(Kind::kInfra)}})),
            Status::kInfra);
  EXPECT_EQ(StatusOf(Judgement{}), Status::kInfra);
  Judgement endless;
  endless.used_up = true;
  EXPECT_EQ(StatusOf(endless), Status::kFail);
  // A busy machine is nobody's fault.
  Judgement late;
  late.timed_out = true;
  EXPECT_EQ(StatusOf(late), Status::kInfra);
}

TEST(Verdict, TheFirstFindingExplainsTheRest) {
  std::vector<Finding> findings = {
      Make(Kind::kInfra),    Make(Kind::kWrongResult),
      Make(Kind::kDataRace), Make(Kind::kDataRace),
      Make(Kind::kDeadlock), Make(Kind::kDataRace, 2)};
  Rank(findings);
  std::vector<Kind> kinds;
  kinds.reserve(findings.size());
  for (const Finding& finding : findings) kinds.push_back(finding.kind);
  EXPECT_THAT(kinds, ::testing::ElementsAre(Kind::kDataRace, Kind::kDataRace,
                                            Kind::kDeadlock, Kind::kWrongResult,
                                            Kind::kInfra));
}

TEST(Verdict, PassesOnlyWhenEveryCheckDid) {
  Verdict verdict{.id = "07"};
  Conclude(verdict);
  EXPECT_EQ(verdict.status, Status::kInfra);
  verdict.checks = {{.name = "build", .status = Status::kPass}};
  Conclude(verdict);
  EXPECT_EQ(verdict.status, Status::kPass);
  verdict.checks.push_back({.name = "races", .status = Status::kSkipped});
  Conclude(verdict);
  EXPECT_EQ(verdict.status, Status::kInfra);
  verdict.findings = {Make(Kind::kInfra), Make(Kind::kDeadlock)};
  Conclude(verdict);
  EXPECT_EQ(verdict.status, Status::kFail);
}

TEST(Grade, CreditIsForARaceThatTheStarterDoesNotHave) {
  const Manifest manifest{.points = 10,
                          .starter = {.kind = "data-race", .symbol = "orders_"},
                          .credit = 4};
  Verdict verdict{.status = Status::kFail};
  verdict.checks = {{.name = "schedules", .status = Status::kPass},
                    {.name = "races", .status = Status::kFail}};
  verdict.findings = {{.kind = Kind::kDataRace, .variable = "closed_"}};
  EXPECT_EQ(CreditOf(manifest, verdict), 4);
  verdict.findings[0].variable = "orders_";
  EXPECT_EQ(CreditOf(manifest, verdict), 0);
  verdict.findings[0] = {.kind = Kind::kDeadlock};
  EXPECT_EQ(CreditOf(manifest, verdict), 0);
  verdict.findings[0] = {.kind = Kind::kDataRace, .variable = "closed_"};
  verdict.checks[0].status = Status::kFail;
  EXPECT_EQ(CreditOf(manifest, verdict), 0);
  verdict.checks[0].status = Status::kPass;
  verdict.status = Status::kInfra;
  EXPECT_EQ(CreditOf(manifest, verdict), 0);
  const ExerciseGrade grade{
      .verdict = {.status = Status::kFail}, .max_points = 10, .credit = 4};
  EXPECT_EQ(Sum({grade}).points, 4);
}

TEST(Grade, WhatCannotBeJudgedIsNotZero) {
  const ExerciseGrade pass{{.id = "a", .status = Status::kPass}, 10};
  const ExerciseGrade fail{{.id = "b", .status = Status::kFail}, 5};
  const ExerciseGrade infra{{.id = "c", .status = Status::kInfra}, 20};
  const Totals totals = Sum({pass, fail, infra});
  EXPECT_EQ(totals.points, 10);
  EXPECT_EQ(totals.max_points, 15);
  EXPECT_EQ(totals.not_graded, 1);
}

// A kit whose compiler accepts everything, and judges that find a data race in
// what is called a starter, as they would.
class CheckerTest : public ::testing::Test {
 protected:
  CheckerTest() {
    AddCourse(disk_);
    disk_.files["/c/build/tsan/bin/07_pop.schedules"] = "judge";
    disk_.files["/c/build/tsan/bin/07_pop.races"] = "judge";
    processes_.run = [this](const Command& command) {
      return Pretend(command);
    };
  }

  Outcome Pretend(const Command& command) {
    if (command.argv[0] == "cmake") return {.exit_status = 0};
    if (command.argv[0] == "/usr/bin/clang++-22") {
      if (!compile_error_.empty())
        return {.exit_status = 1, .output = compile_error_};
      disk_.files[command.argv.back()] = "object";
      return {.exit_status = 0};
    }
    const bool races = absl::EndsWith(command.argv[0], ".races");
    const bool wrong = races && Flag(command, "source-root") == racy_;
    disk_.files[command.report.string()] = absl::StrCat(
        R"({"version": 1, "token": ")", Flag(command, "token"),
        R"(", "tests": [{"name": "Pop.Works", "schedules": )",
        Flag(command, "schedules"), R"(, "certain": true, "finding": )",
        wrong ? R"({"kind": "data-race", "variable": "orders", "locations": [
                {"file": "/c/exercises/07_pop/restaurant.cc", "line": 2}]})"
              : "null",
        "}]}");
    return {.exit_status = wrong ? 1 : 0};
  }

  Verdict Check(const std::string& folder) {
    const Exercise exercise = Discover(disk_, course_)->front();
    return *checker_.Check({exercise, folder, "exercise"});
  }

  std::string Claim(std::size_t which) {
    const Exercise exercise = Discover(disk_, course_)->front();
    return *TestClaim(disk_, checker_, ClaimsOfPair(course_, exercise)[which],
                      1);
  }

  FakeDisk disk_;
  FakeProcesses processes_;
  std::ostringstream said_;
  Progress progress_{said_, Terminal{}};
  const Course course_{"/c", "/c"};
  Checker checker_{disk_, processes_, progress_, course_, kLimit};
  std::string racy_ = "/c/exercises/07_pop";
  std::string compile_error_;
};

TEST_F(CheckerTest, JudgesBothWays) {
  const Verdict starter = Check("/c/exercises/07_pop");
  EXPECT_EQ(starter.status, Status::kFail);
  ASSERT_THAT(starter.findings, SizeIs(1));
  EXPECT_EQ(starter.findings[0].kind, Kind::kDataRace);
  EXPECT_EQ(starter.checks[2].status, Status::kPass);
  EXPECT_EQ(starter.checks[3].status, Status::kFail);

  const Verdict solution = Check("/c/solutions/07_pop");
  EXPECT_EQ(solution.status, Status::kPass);
  EXPECT_EQ(solution.checks[2].schedules, 2000);
  EXPECT_EQ(solution.checks[3].schedules, 300);
  EXPECT_NE(solution.fingerprint, starter.fingerprint);
}

TEST_F(CheckerTest, StopsAtTheFirstExplanation) {
  compile_error_ = "/c/exercises/07_pop/restaurant.cc:1:1: error: no\n";
  const Verdict broken = Check("/c/exercises/07_pop");
  EXPECT_EQ(broken.findings.front().kind, Kind::kBuild);
  EXPECT_EQ(broken.checks[3].status, Status::kSkipped);

  compile_error_.clear();
  disk_.files["/c/exercises/07_pop/restaurant.cc"] = "exit(0);\n";
  const Verdict forbidden = Check("/c/exercises/07_pop");
  EXPECT_EQ(forbidden.findings.front().kind, Kind::kForbidden);
  EXPECT_EQ(forbidden.findings.front().message, "leave by returning");
  EXPECT_EQ(forbidden.checks[3].status, Status::kSkipped);
}

TEST_F(CheckerTest, AnAnswerThatTheAnalysisRefusesIsNotRun) {
  compile_error_ =
      "/c/exercises/07_pop/restaurant.cc:2:1: error: reading variable 'n_' "
      "requires holding mutex 'm_' [-Werror,-Wthread-safety-analysis]\n";
  const Verdict refused = Check("/c/exercises/07_pop");
  EXPECT_EQ(refused.status, Status::kFail);
  EXPECT_EQ(refused.findings.front().kind, Kind::kStatic);
  EXPECT_EQ(refused.findings.front().variable, "n_");
  EXPECT_EQ(refused.checks[3].status, Status::kSkipped);
}

TEST_F(CheckerTest, TakingOutWhatIsRequiredIsForbidden) {
  disk_.files["/c/exercises/07_pop/exercise.toml"] = absl::StrCat(
      kManifest, "[[required]]\npattern = 'GUARDED_BY'\nhint = 'keep it'\n");
  disk_.files["/c/solutions/07_pop/restaurant.cc"] = "int n GUARDED_BY(m);\n";
  EXPECT_EQ(Check("/c/solutions/07_pop").status, Status::kPass);
  const Verdict without = Check("/c/exercises/07_pop");
  EXPECT_EQ(without.findings.front().kind, Kind::kForbidden);
  EXPECT_EQ(without.findings.front().message, "keep it");
  EXPECT_EQ(without.checks[1].status, Status::kFail);
  EXPECT_EQ(without.checks[3].status, Status::kSkipped);
}

TEST_F(CheckerTest, TroubleWithTheMachineIsInfra) {
  disk_.write_error = absl::PermissionDeniedError("no");
  const Verdict verdict = Check("/c/solutions/07_pop");
  EXPECT_EQ(verdict.status, Status::kInfra);
  EXPECT_THAT(verdict.findings.front().message,
              HasSubstr("cannot write to build/"));
}

TEST_F(CheckerTest, CtrlCIsNoVerdict) {
  processes_.run = [](const Command&) {
    return absl::CancelledError("stopped");
  };
  const Exercise exercise = Discover(disk_, course_)->front();
  EXPECT_TRUE(absl::IsCancelled(
      checker_.Check({exercise, "/c/exercises/07_pop", "exercise"}).status()));
}

TEST_F(CheckerTest, ClaimsHold) {
  EXPECT_EQ(Claim(0), "");
  EXPECT_EQ(Claim(1), "");
}

TEST_F(CheckerTest, AStarterThatPassesIsCaught) {
  racy_ = "nothing";
  EXPECT_THAT(Claim(0), HasSubstr("must fail (data-race), and passes"));
}

TEST_F(CheckerTest, ASolutionThatFailsIsCaught) {
  racy_ = "/c/solutions/07_pop";
  EXPECT_THAT(Claim(1), HasSubstr("must pass, and fails"));
}

TEST_F(CheckerTest, AStarterThatFailsOtherwiseIsCaught) {
  std::string& manifest = disk_.files["/c/exercises/07_pop/exercise.toml"];
  const auto with = [&](std::string_view from, std::string_view to) {
    manifest = kManifest;
    manifest.replace(manifest.find(from), from.size(), to);
    return Claim(0);
  };
  EXPECT_THAT(with("\"data-race\"", "\"deadlock\""),
              HasSubstr("must show deadlock"));
  EXPECT_THAT(with("\"orders\"", "\"closing\""),
              HasSubstr("must name the variable 'closing'"));
  EXPECT_THAT(with("orders.pop_front();\"", "orders.clear();\""),
              HasSubstr("must point at the line 'orders.clear();'"));
}

}  // namespace
// A verdict whose one test came to a finding after so many schedules.
Verdict FoundAfter(int schedules, bool certain = false) {
  Verdict verdict{.id = "07", .status = Status::kFail};
  verdict.checks = {{.name = "schedules",
                     .status = Status::kFail,
                     .searches = {{.test = "A.B",
                                   .schedules = schedules,
                                   .found = true,
                                   .certain = certain}}}};
  return verdict;
}

TEST(HitRates, AreHitsBySchedules) {
  Manifest manifest;
  manifest.schedules = 2000;
  HitRates rates(manifest);
  rates.Add(FoundAfter(50));
  rates.Add(FoundAfter(150));
  const HitRate surest = rates.Surest();
  EXPECT_EQ(surest.test, "A.B");
  EXPECT_DOUBLE_EQ(surest.rate, 0.01);
  EXPECT_DOUBLE_EQ(surest.margin(), 20);
  EXPECT_TRUE(surest.enough());
  rates.Add(FoundAfter(400));
  EXPECT_DOUBLE_EQ(rates.Surest().margin(), 10);
  EXPECT_FALSE(rates.Surest().enough());
}

TEST(HitRates, TakeTheSurestTest) {
  Manifest manifest;
  manifest.schedules = 2000;
  Verdict verdict = FoundAfter(500);
  verdict.checks[0].searches.push_back(
      {.test = "A.C", .schedules = 2000, .found = false});
  verdict.checks[0].searches.push_back(
      {.test = "A.D", .schedules = 20, .found = true});
  HitRates rates(manifest);
  rates.Add(verdict);
  EXPECT_EQ(rates.Surest().test, "A.D");
}

TEST(HitRates, CertainIsEnoughWheneverItComes) {
  Manifest manifest;
  manifest.schedules = 2000;
  HitRates rates(manifest);
  rates.Add(FoundAfter(1900, true));
  EXPECT_TRUE(rates.Surest().enough());
  rates.Add(FoundAfter(1900));
  EXPECT_FALSE(rates.Surest().enough());
  // What the compiler refuses takes no luck.
  Verdict refused{.id = "12", .status = Status::kFail};
  refused.checks = {{.name = "static", .status = Status::kFail}};
  HitRates compiled(manifest);
  compiled.Add(refused);
  EXPECT_TRUE(compiled.Surest().enough());
  // And what was never found is not sure at all.
  EXPECT_FALSE(HitRates(manifest).Surest().enough());
}

TEST(HitRates, NoticesWhatWasFoundLate) {
  Manifest manifest;
  manifest.schedules = 2000;
  EXPECT_FALSE(FoundLate(manifest, FoundAfter(600)));
  EXPECT_TRUE(FoundLate(manifest, FoundAfter(700)));
  EXPECT_FALSE(FoundLate(manifest, FoundAfter(700, true)));
  EXPECT_FALSE(FoundLate(manifest, Verdict{.id = "07"}));
}

}  // namespace racelings
