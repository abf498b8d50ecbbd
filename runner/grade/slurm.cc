#include "runner/grade/slurm.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "runner/build/tool_error.h"
#include "runner/system/error.h"

namespace racelings {
namespace {

// For a shell, whatever is in it.
std::string Quoted(std::string_view text) {
  return absl::StrCat("'", absl::StrReplaceAll(text, {{"'", "'\\''"}}), "'");
}

absl::Status OrNoSlurm(const absl::Status& status) {
  if (!absl::IsNotFound(status)) return status;
  return InfraError(
      absl::StrCat(status.message(), ": --slurm needs Slurm's commands"),
      "./racelings grade --submissions FOLDER   (judges on this machine)");
}

}  // namespace

std::filesystem::path PartOf(const SlurmJob& job, int index) {
  return job.parts / absl::StrCat("part-", index);
}

std::string SlurmScript(const SlurmJob& job) {
  std::string script = absl::StrCat(
      "#!/bin/sh\n#SBATCH --job-name=racelings\n#SBATCH --array=1-", job.tasks,
      "\n#SBATCH --requeue\n#SBATCH --open-mode=append\n",
      "export RACELINGS_ROOT=", Quoted(job.course.string()), "\nexec ",
      Quoted(job.program.string()), " grade");
  for (const std::string& exercise : job.exercises)
    absl::StrAppend(&script, " ", Quoted(exercise));
  absl::StrAppend(&script, " --submissions ", Quoted(job.submissions.string()),
                  " --shard \"$SLURM_ARRAY_TASK_ID/", job.tasks, "\" --output ",
                  Quoted((job.parts / "part-").string()),
                  "\"$SLURM_ARRAY_TASK_ID\"");
  if (job.jobs > 0) absl::StrAppend(&script, " --jobs ", job.jobs);
  return absl::StrCat(script, "\n");
}

absl::StatusOr<std::string> Submit(Processes& processes,
                                   const std::filesystem::path& script) {
  const std::string log = (script.parent_path() / "task-%a.log").string();
  const absl::StatusOr<Outcome> outcome = processes.Run(
      {.argv = {"sbatch", "--parsable", absl::StrCat("--output=", log),
                script.string()}});
  if (!outcome.ok()) return OrNoSlurm(outcome.status());
  // "7", or "7;cluster", after what sbatch may have had to remark.
  std::string job;
  for (const std::string_view line :
       absl::StrSplit(outcome->output, '\n', absl::SkipWhitespace())) {
    const std::string_view number =
        line.substr(0, std::min(line.find(';'), line.size()));
    if (std::all_of(number.begin(), number.end(), absl::ascii_isdigit))
      job = std::string(number);
  }
  if (outcome->ok() && !job.empty()) return job;
  return ToolError("Slurm did not take the job", *outcome,
                   "sinfo   (is there a partition that is up?)");
}

absl::StatusOr<int> TasksLeft(Processes& processes, std::string_view job) {
  const absl::StatusOr<Outcome> outcome =
      processes.Run({.argv = {"squeue", "--noheader", "--array", "--format=%T",
                              absl::StrCat("--jobs=", job)}});
  if (!outcome.ok()) return OrNoSlurm(outcome.status());
  if (!outcome->ok()) {
    // A while after its end Slurm knows nothing of a job.
    if (absl::StrContains(outcome->output, "Invalid job id")) return 0;
    return ToolError("Slurm does not tell how far the job is", *outcome,
                     absl::StrCat("squeue --jobs=", job));
  }
  const std::vector<std::string_view> tasks =
      absl::StrSplit(outcome->output, '\n', absl::SkipWhitespace());
  return static_cast<int>(tasks.size());
}

void CancelJob(Processes& processes, std::string_view job) {
  // Whether it still was there makes no difference.
  processes.Run({.argv = {"scancel", std::string(job)}}).IgnoreError();
}

}  // namespace racelings
