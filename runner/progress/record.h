#ifndef RACELINGS_RUNNER_PROGRESS_RECORD_H_
#define RACELINGS_RUNNER_PROGRESS_RECORD_H_

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace racelings {

// What is remembered of one exercise.
struct ExerciseRecord {
  std::string passed;   // the fingerprint of the answer that passed; "": none
  std::set<int> hints;  // the numbers of those seen, from 1
};

// What is remembered of a learner: the content of progress.json, which
// docs/progress.md describes. Exercises go by their slug, which has no number.
struct Record {
  std::string current;  // the exercise they chose; "": none
  std::string after;    // the one they passed last: they go on behind it
  std::map<std::string, ExerciseRecord> exercises;
};

// InvalidArgument: the text is damaged. FailedPrecondition: a newer racelings
// wrote it, in a form that this one does not know.
absl::StatusOr<Record> ParseRecord(std::string_view text);

// The text of `record`. Fields of `old`, the text that it replaces, that this
// program does not know stay as they are; "" when there is none.
std::string RecordText(const Record& record, std::string_view old);

// The record that was build/progress.json, whose exercises go by their folder.
// An empty one where the text is damaged.
Record ParseOldRecord(std::string_view text);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_PROGRESS_RECORD_H_
