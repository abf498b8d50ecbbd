#ifndef RACELINGS_RUNNER_VERDICT_CHECKER_H_
#define RACELINGS_RUNNER_VERDICT_CHECKER_H_

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>

#include "absl/status/statusor.h"
#include "runner/build/answer.h"
#include "runner/build/kit.h"
#include "runner/exercise/catalog.h"
#include "runner/exercise/course.h"
#include "runner/system/disk.h"
#include "runner/system/process.h"
#include "runner/system/progress.h"
#include "runner/verdict/verdict.h"

namespace racelings {

// Which answer to judge, and how.
struct CheckRequest {
  const Exercise& exercise;
  std::filesystem::path folder;  // absolute; holds the editable files
  std::string answer;            // what the verdict calls it
  std::uint64_t seed = 1;
  std::string replay{};  // a schedule: play it alone; then
  std::string test{};    // this test alone, "Suite.Name", when not empty
};

// Takes an answer all the way to its verdict: compile it, look for what is
// forbidden, let both judges play schedules, and weigh what was found. Stops at
// the first check that explains a failure; those after it are kSkipped.
class Checker {
 public:
  // Owns nothing; all must outlive this. `limit` is what a judge may take.
  Checker(Disk& disk, Processes& processes, Progress& progress,
          const Course& course, std::chrono::milliseconds limit)
      : disk_(disk),
        processes_(processes),
        progress_(progress),
        course_(course),
        limit_(limit) {}

  // InvalidArgument: an editable file is missing. Cancelled: Ctrl-C. Whatever
  // else goes wrong with the machine is a verdict too, kInfra.
  absl::StatusOr<Verdict> Check(const CheckRequest& request);

 private:
  absl::Status Judge(const CheckRequest& request, const Answer& answer,
                     Verdict& verdict);
  absl::Status RunSchedules(const CheckRequest& request, const ReadyKit& kit,
                            const std::filesystem::path& shared_object,
                            Verdict& verdict);
  // Puts what was found into the words and lines of the answer.
  void MakePlain(const CheckRequest& request, Verdict& verdict);

  Disk& disk_;
  Processes& processes_;
  Progress& progress_;
  const Course& course_;
  const std::chrono::milliseconds limit_;
};

// Names what a verdict on `answer` depends on: its files and the test.
std::string AnswerFingerprint(Disk& disk, const Course& course,
                              const Exercise& exercise, const Answer& answer);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_VERDICT_CHECKER_H_
