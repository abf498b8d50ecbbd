#ifndef RACELINGS_RUNNER_EXERCISE_PARTS_H_
#define RACELINGS_RUNNER_EXERCISE_PARTS_H_

#include <filesystem>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "runner/exercise/catalog.h"
#include "runner/exercise/course.h"
#include "runner/system/disk.h"

namespace racelings {

// Whether this is what `export --student` makes: a copy without solutions.
bool IsLearnersCopy(Disk& disk, const Course& course);

// What an exercise lacks: its solution, its test, a file to edit, the lesson,
// three hints... One short sentence each; empty when it is whole.
std::vector<std::string> MissingParts(Disk& disk, const Course& course,
                                      const Exercise& exercise);

// Solutions, tests and folders of answers that belong to no exercise, as paths
// relative to the course.
std::vector<std::string> Strays(Disk& disk, const Course& course,
                                const std::vector<Exercise>& exercises);

// Names, now or formerly, that more than one exercise goes by: what a learner
// did could not be told apart. One short sentence each.
std::vector<std::string> NameClashes(const std::vector<Exercise>& exercises);

// An answer that is kept to test the judges: tests/answers/NN_slug/right/name.
struct KnownAnswer {
  std::string name;  // "right/name" or "wrong/name"
  std::filesystem::path folder;
  bool right = false;
  std::vector<std::string>
      expected_kinds;  // of a wrong one; any of them will do
};

// All known answers of an exercise, the right ones first. The first line of a
// wrong one's first edited file says `// expect: kind[|kind] — why`; an error
// names an answer that does not say.
absl::StatusOr<std::vector<KnownAnswer>> KnownAnswers(Disk& disk,
                                                      const Course& course,
                                                      const Exercise& exercise);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_EXERCISE_PARTS_H_
