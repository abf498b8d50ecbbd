#ifndef RACELINGS_RUNNER_GRADE_SLURM_H_
#define RACELINGS_RUNNER_GRADE_SLURM_H_

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "runner/system/process.h"

namespace racelings {

// A class as an array job of Slurm: task i judges part i of `tasks`. Paths are
// absolute, and the same on every node (a shared file system), as Slurm's users
// know it.
struct SlurmJob {
  std::filesystem::path program;
  std::filesystem::path course;  // RACELINGS_ROOT
  std::filesystem::path submissions;
  std::filesystem::path parts;  // the folder of the parts and their logs
  std::vector<std::string> exercises;
  int tasks = 4;
  int jobs = 0;  // of each task; 0: as many as it has processors
};

// The folder that task `index`, from 1, writes.
std::filesystem::path PartOf(const SlurmJob& job, int index);

// What sbatch runs. A task that is requeued goes on where it was.
std::string SlurmScript(const SlurmJob& job);

// Submits the script that lies in `script`: the number of the job.
absl::StatusOr<std::string> Submit(Processes& processes,
                                   const std::filesystem::path& script);

// How many tasks of the job wait or run; 0 when it is through.
absl::StatusOr<int> TasksLeft(Processes& processes, std::string_view job);

// Ends a job that nobody waits for any more.
void CancelJob(Processes& processes, std::string_view job);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_GRADE_SLURM_H_
