#ifndef RACELINGS_RUNNER_GRADE_HARVEST_H_
#define RACELINGS_RUNNER_GRADE_HARVEST_H_

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "runner/exercise/catalog.h"
#include "runner/exercise/course.h"
#include "runner/grade/parts.h"
#include "runner/grade/store.h"
#include "runner/system/disk.h"

namespace racelings {

// What one submission has for one exercise: an answer that has a place in the
// store, or a grade that takes no judging, as GradeJson.
struct HandedIn {
  std::filesystem::path entry{};
  std::string grade{};
};

// The submissions of a class, or of a part of it.
struct Harvest {
  std::vector<std::string> class_names;      // of the whole class, sorted
  std::string fingerprint;                   // of all that it handed in
  std::vector<std::string> names;            // of the part
  std::vector<std::vector<HandedIn>> parts;  // of each name, by exercise
};

// How to take the answers of a class.
struct HarvestRequest {
  const std::vector<Exercise>& exercises;  // each with a manifest that is OK
  std::filesystem::path folder;            // absolute; holds the submissions
  Shard shard{};
  // By exercise: what its answers are judged with; see VerdictStore::Keep.
  const std::map<std::string, std::string>& judged_with;
};

// Each folder of `folder` is a submission; files, and folders whose names begin
// with a dot, are none. Whatever is wrong with one stops no other.
absl::StatusOr<Harvest> TakeClass(Disk& disk, const Course& course,
                                  VerdictStore& store,
                                  const HarvestRequest& request);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_GRADE_HARVEST_H_
