#ifndef RACELINGS_RUNNER_EXERCISE_MANIFEST_H_
#define RACELINGS_RUNNER_EXERCISE_MANIFEST_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace racelings {

// Something that a line of an answer may match, comments aside.
struct Rule {
  std::string pattern;  // an ECMAScript regular expression that compiles
  std::string hint;     // what to do instead
};

// What the check of the untouched exercise must show.
struct StarterFailure {
  std::string kind;    // "data-race", ...
  std::string symbol;  // the variable of the finding; may be empty
  std::string
      line;  // text of a source line that a location points at; may be empty
};

// exercise.toml.
struct Manifest {
  std::string title;
  std::string chapter;
  std::string reproduces;
  int points = 0;
  std::vector<std::string> edit;        // plain file names, at least one
  std::vector<std::string> formerly{};  // slugs that this exercise had before
  StarterFailure starter;
  int schedules = 0;            // how many the schedules judge plays
  int races = 0;                // how many the races judge plays
  std::vector<Rule> forbidden;  // what no line may match
  std::vector<Rule> required;   // what some line of the answer has to match
  // Points of an answer that does right under every schedule and in which only
  // ThreadSanitizer finds something; 0: a race is a race.
  int credit = 0;
  std::vector<std::string>
      uses;  // of the kit's rules, what this one lifts: "processes"
};

// Reads exercise.toml. The error names `file`, the line, the column and what to
// write there. A key that is not known is an error: it is a typo of one that
// is.
absl::StatusOr<Manifest> ParseManifest(std::string_view text,
                                       std::string_view file);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_EXERCISE_MANIFEST_H_
