#include <string>

#include "absl/strings/str_cat.h"
#include "runner/commands/grade_class.h"
#include "runner/grade/parts.h"
#include "runner/grade/slurm.h"
#include "runner/system/error.h"

namespace racelings {
namespace {

namespace fs = std::filesystem;

constexpr char kBetweenLooks[] = "2";  // seconds
// A controller that is busy, or starts again, says nothing for a while.
constexpr int kMostSilent = 150;  // looks, which are five minutes

// Until no task waits or runs.
absl::Status WaitFor(Context& context, const std::string& job, int tasks) {
  int silent = 0;
  while (true) {
    const absl::StatusOr<int> left = TasksLeft(context.processes, job);
    silent = left.ok() ? 0 : silent + 1;
    if (absl::IsCancelled(left.status()) || silent > kMostSilent)
      return left.status();
    if (left.ok()) {
      if (*left == 0) return absl::OkStatus();
      context.progress.Show(absl::StrCat("Slurm judges, job ", job),
                            tasks - *left, tasks);
    } else {
      context.progress.Show(absl::StrCat("Slurm does not answer, job ", job));
    }
    const absl::StatusOr<Outcome> slept =
        context.processes.Run({.argv = {"sleep", kBetweenLooks}});
    if (!slept.ok()) return slept.status();
  }
}

}  // namespace

absl::StatusOr<int> GradeBySlurm(Context& context, const Options& options,
                                 const std::vector<Exercise>& exercises,
                                 const fs::path& submissions,
                                 const fs::path& output) {
  SlurmJob job{.program = context.self,
               .course = context.course.root,
               .submissions = submissions,
               .parts = output.parent_path() /
                        absl::StrCat(output.filename().string(), "-parts"),
               .exercises = {},
               .tasks = options.slurm,
               .jobs = options.jobs};
  for (const Exercise& exercise : exercises)
    job.exercises.push_back(exercise.id);
  // What is left of an earlier time is of no use: its verdicts are kept.
  std::vector<fs::path> parts;
  for (int i = 1; i <= job.tasks; ++i) {
    parts.push_back(PartOf(job, i));
    context.disk.Remove(PartFile(parts.back()));
  }
  const fs::path script = job.parts / "job.sh";
  RACELINGS_RETURN_IF_ERROR(context.disk.Write(script, SlurmScript(job)));
  const absl::StatusOr<std::string> number = Submit(context.processes, script);
  if (!number.ok()) return number.status();
  absl::Status waited = WaitFor(context, *number, job.tasks);
  context.progress.Clear();
  if (!waited.ok()) {
    if (!absl::IsCancelled(waited) || context.processes.ForgetCtrlC())
      CancelJob(context.processes, *number);
    return waited;
  }
  for (const fs::path& part : parts) {
    if (context.disk.Exists(PartFile(part))) continue;
    return InfraError(
        absl::StrCat("the task of ", part.string(),
                     " has not come to its end; its log lies beside it, and "
                     "what it has judged is kept"),
        "the same command again goes on there");
  }
  const absl::StatusOr<ClassRecords> records = MergeParts(context.disk, parts);
  if (!records.ok()) return records.status();
  RACELINGS_RETURN_IF_ERROR(WriteClass(context.disk, output, *records));
  return ShowClass(context, output, *records);
}

}  // namespace racelings
