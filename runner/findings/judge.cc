#include "runner/findings/judge.h"

#include <algorithm>
#include <random>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace racelings {
namespace {

// A judge says little; what it says is shown only when it breaks down.
constexpr std::size_t kKeptOutput = 16384;

// The exit statuses of a judge that did its work.
constexpr int kClean = 0;
constexpr int kFinding = 1;

Command JudgeCommand(const JudgeRequest& request) {
  Command command;
  command.argv = {
      request.judge.string(),
      absl::StrCat("--answer=", request.shared_object.string()),
      absl::StrCat("--report-descriptor=", kReportDescriptor),
      absl::StrCat("--source-root=", request.source_root.string()),
      absl::StrCat("--schedules=", request.schedules),
      absl::StrCat("--seed=", request.seed),
      "--workers=1",  // the two judges of an answer share the machine
      absl::StrCat("--token=", request.token),
  };
  if (!request.replay.empty())
    command.argv.push_back(absl::StrCat("--replay=", request.replay));
  command.AllowWork(request.limit);
  command.keep = kKeptOutput;
  command.confinement = request.view;
  command.report = request.report;
  // What the caller's shell has set for other programs must not reach the
  // judge.
  command.environment = {
      {"GTEST_FILTER", request.test.empty() ? "*" : request.test},
      {"TSAN_OPTIONS",
       request.symbolizer.empty()
           ? ""
           : absl::StrCat("external_symbolizer_path=", request.symbolizer)}};
  return command;
}

absl::Status BrokeDown(const JudgeRequest& request, const Outcome& outcome,
                       std::string_view what) {
  const std::string_view said =
      absl::StripSuffix(std::string_view(outcome.output), "\n");
  return absl::InternalError(absl::StrCat(
      "the judge ", request.judge.filename().string(), " broke down: ", what,
      " (", Describe(outcome), ")", said.empty() ? "" : "\n  it said: ",
      said.substr(0, 1000), "\n  next: ./racelings doctor"));
}

absl::StatusOr<JudgeReport> ReadReport(Disk& disk, const JudgeRequest& request,
                                       const Outcome& outcome) {
  if (!outcome.too_much.empty()) return absl::InternalError("not finished");
  if (outcome.exit_status != kClean && outcome.exit_status != kFinding) {
    return BrokeDown(request, outcome, "it did not finish");
  }
  const absl::StatusOr<std::string> text = disk.Read(request.report);
  if (!text.ok()) return BrokeDown(request, outcome, "it left no report");
  absl::StatusOr<JudgeReport> report = ParseJudgeReport(*text);
  if (!report.ok())
    return BrokeDown(request, outcome, report.status().message());
  if (report->token != request.token) {
    return BrokeDown(request, outcome, "the report is not from this run");
  }
  const bool found = std::any_of(
      report->tests.begin(), report->tests.end(),
      [](const TestReport& test) { return test.finding.has_value(); });
  if (found != (outcome.exit_status == kFinding)) {
    return BrokeDown(request, outcome,
                     "its report and its exit status contradict each other");
  }
  return report;
}

// Reads "progress DONE TOTAL FINDINGS".
bool ParseProgress(std::string_view line, HowFar& far) {
  const std::vector<std::string_view> words = absl::StrSplit(line, ' ');
  HowFar read;
  if (words.size() != 4 || words[0] != "progress" ||
      !absl::SimpleAtoi(words[1], &read.done) ||
      !absl::SimpleAtoi(words[2], &read.total) ||
      !absl::SimpleAtoi(words[3], &read.findings)) {
    return false;
  }
  far = read;
  return true;
}

HowFar Together(const std::vector<HowFar>& each) {
  HowFar sum;
  for (const HowFar& far : each) {
    sum.done += far.done;
    sum.total += far.total;
    sum.findings += far.findings;
  }
  return sum;
}

}  // namespace

absl::StatusOr<std::vector<Judgement>> RunJudges(
    Disk& disk, Processes& processes, const std::vector<JudgeRequest>& requests,
    const std::function<void(const HowFar&)>& on_progress) {
  std::vector<Command> commands;
  commands.reserve(requests.size());
  std::vector<HowFar> each(requests.size());
  for (const JudgeRequest& request : requests) {
    HowFar& own = each[commands.size()];
    commands.push_back(JudgeCommand(request));
    if (!on_progress) continue;
    commands.back().argv.emplace_back("--progress=1");
    commands.back().on_line = [&own, &each,
                               &on_progress](std::string_view line) {
      if (ParseProgress(line, own)) on_progress(Together(each));
    };
  }
  const absl::StatusOr<std::vector<Outcome>> outcomes =
      processes.RunTogether(commands);
  if (!outcomes.ok()) return outcomes.status();
  std::vector<Judgement> judgements(requests.size());
  for (std::size_t i = 0; i < requests.size(); ++i) {
    const Outcome& outcome = (*outcomes)[i];
    judgements[i].timed_out = outcome.timed_out;
    judgements[i].used_up = outcome.used_up;
    judgements[i].too_much = outcome.too_much;
    if (!outcome.timed_out && !outcome.used_up)
      judgements[i].report = ReadReport(disk, requests[i], outcome);
  }
  return judgements;
}

std::string MakeToken() {
  std::random_device random;
  std::string token;
  for (int i = 0; i < 4; ++i) absl::StrAppendFormat(&token, "%08x", random());
  return token;
}

}  // namespace racelings
