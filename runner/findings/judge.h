#ifndef RACELINGS_RUNNER_FINDINGS_JUDGE_H_
#define RACELINGS_RUNNER_FINDINGS_JUDGE_H_

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "runner/findings/judge_report.h"
#include "runner/system/disk.h"
#include "runner/system/process.h"

namespace racelings {

// One judge's work on one answer.
struct JudgeRequest {
  std::filesystem::path judge;
  std::filesystem::path shared_object;
  std::filesystem::path source_root;  // where the answer's sources are
  std::filesystem::path report;       // a file that does not exist yet, and
                                      // that no path in `view` leads to
  std::string symbolizer;             // "" : the judge finds its own
  Confinement view{};                 // what the judge may see
  int schedules = 0;
  std::uint64_t seed = 0;
  std::string token;  // the report must repeat it
  // Of processor time, after which the judge is killed. It says nothing of how
  // busy the machine is.
  std::chrono::milliseconds limit{0};
  std::string replay{};  // this schedule alone, when not empty
  std::string test{};    // "Suite.Name", this test alone, when not empty
};

// How far judges are, in schedules of all their tests.
struct HowFar {
  std::int64_t done = 0;
  std::int64_t total = 0;
  int findings = 0;  // tests that have found something
};

// How a judge ended.
struct Judgement {
  bool used_up = false;    // JudgeRequest::limit
  std::string too_much{};  // of what it took more than it may; "" for nothing
  bool timed_out = false;  // It got nowhere, for want of a processor.
  // An error when there is no report that can be believed: it is missing, it is
  // not well-formed, its token is another, or it contradicts the exit status.
  absl::StatusOr<JudgeReport> report = absl::UnknownError("not judged");
};

// Runs the judges side by side; judgements in the order of the requests.
// `on_progress` is told, some times a second, how far all of them are together.
// What a judge says of that is for show alone: the answer's code might say it.
absl::StatusOr<std::vector<Judgement>> RunJudges(
    Disk& disk, Processes& processes, const std::vector<JudgeRequest>& requests,
    const std::function<void(const HowFar&)>& on_progress = nullptr);

// 128 random bits in hexadecimal.
std::string MakeToken();

}  // namespace racelings

#endif  // RACELINGS_RUNNER_FINDINGS_JUDGE_H_
