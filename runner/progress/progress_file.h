#ifndef RACELINGS_RUNNER_PROGRESS_PROGRESS_FILE_H_
#define RACELINGS_RUNNER_PROGRESS_PROGRESS_FILE_H_

#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "runner/exercise/catalog.h"
#include "runner/exercise/course.h"
#include "runner/progress/record.h"
#include "runner/system/disk.h"
#include "runner/system/progress.h"

namespace racelings {

// How an exercise stands.
enum class Standing {
  kOpen,     // it has not passed yet
  kChanged,  // it has passed; the answer, or its test, was changed since
  kSolved,   // the answer, as it is now, has passed
};

// Remembers a learner's progress in .racelings/progress.json, beside the
// exercises: a plain file (docs/progress.md) that outlives the build folder.
// Only for showing where someone is; a grade judges anew.
//
// An exercise is known by its slug, and by the slugs that its exercise.toml
// says it had (`formerly`): it may be renumbered and renamed. What the file
// says of exercises that are not there is kept.
//
// Each change is made to what the file holds at that moment, under a lock, and
// replaces the whole file at once: programs that run at the same time lose
// nothing of each other's, and one that is killed leaves the old file or the
// new. A damaged file is kept as progress.json.damaged-1 (-2, ...), which the
// learner is told in one line, and a new one begun.
//
// A change that cannot be written (a full disk, a folder that is read-only) is
// an error that says so and what to do; the file is as it was, and this object
// goes on as though it were written. Not thread-safe.
class ProgressFile {
 public:
  // Reads the file. Whatever is wrong with it is told through `progress`, and
  // nothing is remembered then. Owns nothing; all must outlive this.
  ProgressFile(Disk& disk, Progress& progress, const Course& course);

  // Reads the answer in the exercise's folder.
  Standing StandingOf(const Exercise& exercise) const;
  bool IsSolved(const Exercise& exercise) const {
    return StandingOf(exercise) == Standing::kSolved;
  }

  // The numbers, from 1, of the hints that were shown.
  std::set<int> HintsSeen(const Exercise& exercise) const;

  // The exercise that was chosen and has not passed since; null when none was.
  // The results point into `exercises`, all that there are, in order.
  const Exercise* Chosen(const std::vector<Exercise>& exercises) const;

  // The exercise that the learner is at: the chosen one, or the first that is
  // not solved, looked for from behind the one that passed last, round to the
  // first again. Null when all are solved.
  const Exercise* Current(const std::vector<Exercise>& exercises) const;

  // The answer in the exercise's folder has passed: it is solved, and no longer
  // chosen.
  // REQUIRES: it was a pass of what AnswerFingerprint calls `fingerprint`.
  absl::Status RecordPass(const Exercise& exercise,
                          const std::string& fingerprint);

  absl::Status RecordHint(const Exercise& exercise, int number);

  // It is the current one from now on.
  absl::Status Choose(const Exercise& exercise);

  // Begins an exercise anew: it has not passed, and no hint was seen.
  absl::Status Forget(const Exercise& exercise);

 private:
  // The file's text and what it says; nothing of either where there is none.
  // REQUIRES for mending a damaged file: the lock is held.
  struct Content {
    std::string text;
    Record record;
    bool imported = false;  // from the build folder
  };
  absl::StatusOr<Content> Read();
  absl::StatusOr<Content> ReadOrSetAside();
  absl::Status Change(const std::function<void(Record&)>& change);
  absl::Status Write(const std::function<void(Record&)>& change);

  const ExerciseRecord* Find(const Exercise& exercise) const;

  Disk& disk_;
  Progress& progress_;
  const Course& course_;
  const std::filesystem::path file_;
  Record record_;
};

}  // namespace racelings

#endif  // RACELINGS_RUNNER_PROGRESS_PROGRESS_FILE_H_
