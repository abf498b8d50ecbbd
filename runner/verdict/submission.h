#ifndef RACELINGS_RUNNER_VERDICT_SUBMISSION_H_
#define RACELINGS_RUNNER_VERDICT_SUBMISSION_H_

#include <filesystem>
#include <optional>

#include "runner/exercise/catalog.h"
#include "runner/exercise/course.h"
#include "runner/findings/finding.h"
#include "runner/system/disk.h"
#include "runner/verdict/verdict.h"

namespace racelings {

// Somebody's answer to an exercise, in a folder that they handed in.
struct Submitted {
  std::filesystem::path folder{};    // that holds the files to edit; absolute
  std::optional<Finding> finding{};  // or why it cannot be judged
};

// Looks in `submission` (absolute) for exercises/NN_slug or NN_slug, under the
// slug that the exercise has or had, whatever its number was then. Nothing but
// the files to edit is taken from there. A folder that is a link leads out of
// what was handed in, and is a finding; so is a file that is missing.
// REQUIRES: exercise.manifest.ok()
Submitted FindSubmitted(Disk& disk, const Exercise& exercise,
                        const std::filesystem::path& submission);

// Calls the files of an answer what they are called in the course, so that a
// report names no folder of this machine.
void NameAsInCourse(const Course& course, const std::filesystem::path& folder,
                    Verdict& verdict);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_VERDICT_SUBMISSION_H_
