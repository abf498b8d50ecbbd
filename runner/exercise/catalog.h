#ifndef RACELINGS_RUNNER_EXERCISE_CATALOG_H_
#define RACELINGS_RUNNER_EXERCISE_CATALOG_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "runner/exercise/course.h"
#include "runner/exercise/manifest.h"
#include "runner/system/disk.h"

namespace racelings {

struct Exercise {
  std::string id;      // "07_unlocked_list_pop", the name of its folder
  std::string number;  // "07"
  std::string slug;    // "unlocked_list_pop"
  // One broken exercise.toml must not hide the other exercises.
  absl::StatusOr<Manifest> manifest;
};

// Every folder NN_slug of exercises/, in order. The folders are the only list.
absl::StatusOr<std::vector<Exercise>> Discover(Disk& disk,
                                               const Course& course);

// The exercise that `typed` names: an id, a number (07 or 7), a slug, or a
// prefix of an id or slug that fits one exercise only. The usage error offers
// what may have been meant. The result points into `exercises`.
absl::StatusOr<const Exercise*> FindExercise(
    const std::vector<Exercise>& exercises, std::string_view typed);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_EXERCISE_CATALOG_H_
