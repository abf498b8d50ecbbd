#ifndef RACELINGS_RUNNER_EXPORT_LEARNERS_COPY_H_
#define RACELINGS_RUNNER_EXPORT_LEARNERS_COPY_H_

#include <filesystem>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "runner/exercise/catalog.h"
#include "runner/exercise/course.h"
#include "runner/system/disk.h"
#include "runner/system/process.h"

namespace racelings {

// Whether a file of the project, named relative to it, is one that learners
// need. What is not known to be one is not: a new folder may hold answers.
bool IsForLearners(std::string_view file);

// Makes the learners' repository in `folder`: the course and all that judges
// it, with no solution, no known answer and none of the project's own tests.
// What git tracks is taken, as it is on the disk; without git, all files but
// what is built. Exercises are as they were at the beginning (FindStarter),
// whatever has been edited here. Returns how many files that are.
//
// A usage error: `folder` holds something, or lies in the course. Infra: a
// starter is nowhere to be had, or is the solution itself, or what is written
// does not fit; the message says what to do, and what there is of the copy is
// not whole.
absl::StatusOr<std::size_t> MakeLearnersCopy(
    Disk& disk, Processes& processes, const Course& course,
    const std::vector<Exercise>& exercises,
    const std::filesystem::path& folder);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_EXPORT_LEARNERS_COPY_H_
