#ifndef RACELINGS_RUNNER_PROGRESS_STARTER_H_
#define RACELINGS_RUNNER_PROGRESS_STARTER_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "runner/build/answer.h"
#include "runner/exercise/catalog.h"
#include "runner/exercise/course.h"
#include "runner/system/disk.h"
#include "runner/system/process.h"

namespace racelings {

// Keeps the editable files of an exercise in .racelings/starters, as they are
// when it is first seen: for a copy of the course that is no git repository.
// Best effort, and does nothing where they are kept already.
void KeepStarter(Disk& disk, const Course& course, const Exercise& exercise);

// The files that an exercise begins with.
//
// git knows them: they are as in the newest commit that changed the kit, which
// is what a learner does not do when they commit their answers. Else as in
// HEAD; where git does not know, as KeepStarter found them. Infra: nowhere; the
// message says what to do. REQUIRES: exercise.manifest.ok()
absl::StatusOr<std::vector<Answer::File>> FindStarter(Disk& disk,
                                                      Processes& processes,
                                                      const Course& course,
                                                      const Exercise& exercise);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_PROGRESS_STARTER_H_
