#ifndef RACELINGS_RUNNER_COMMANDS_SOLVED_H_
#define RACELINGS_RUNNER_COMMANDS_SOLVED_H_

#include <map>
#include <string>

#include "absl/status/status.h"
#include "runner/exercise/catalog.h"
#include "runner/exercise/course.h"
#include "runner/system/disk.h"

namespace racelings {

// Remembers in build/progress.json which answers have passed, by what they
// contain: an answer that is changed after that is unsolved again, and one that
// is changed back is solved. Only for showing progress; a grade judges anew.
class Solved {
 public:
  // Reads the file; one that is missing or damaged remembers nothing.
  Solved(Disk& disk, const Course& course);

  // The answer in the exercise's folder, as it is now, has passed.
  bool Contains(const Exercise& exercise) const;

  // Remembers a verdict on the answer in the exercise's folder.
  // REQUIRES: it is a pass of what AnswerFingerprint calls `fingerprint`.
  absl::Status Add(const Exercise& exercise, const std::string& fingerprint);

 private:
  Disk& disk_;
  const Course& course_;
  std::map<std::string, std::string> fingerprints_;  // by id
};

}  // namespace racelings

#endif  // RACELINGS_RUNNER_COMMANDS_SOLVED_H_
