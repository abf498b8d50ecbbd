#ifndef RACELINGS_RUNNER_FORMATS_SHARED_H_
#define RACELINGS_RUNNER_FORMATS_SHARED_H_

#include <string>
#include <string_view>

#include "runner/formats/formats.h"

namespace racelings {

// What several formats say the same way.

// Text that a learner's program may have chosen, as characters that every
// format can hold: valid UTF-8, a terminal's escape sequences taken out, no
// control characters but tab and newline, and none that turn the direction of
// reading. What was none of these is U+FFFD.
std::string CleanText(std::string_view text);

// The same on one line.
std::string CleanLine(std::string_view text);

// At most `most` bytes, cut at a character, with … for the rest.
std::string Shortened(std::string text, std::size_t most);

struct Place {
  std::string file;  // as FileOf names it
  int line = 1;
  int column = 1;
};

// A file relative to what was graded, or else to the checkout.
std::string FileOf(const Graded& graded, const std::string& file);

// Where a finding is best looked at: its first place in what was submitted, or
// the first that is known, or the top of the file to edit.
Place PlaceOf(const Graded& graded, const ExerciseGrade& grade,
              const Finding& finding);

// "data race on 'orders_': two threads use ...", on one line.
std::string SentenceOf(const Finding& finding);

// The sentence, the places, the schedule and how to replay it; a few lines.
std::string StoryOf(const Graded& graded, const ExerciseGrade& grade,
                    const Finding& finding);

// "07_unlocked_list_pop: Two cooks, one list".
std::string NameOf(const ExerciseGrade& grade);

// The stories of all findings, or why there is no mark; "" for a pass.
std::string OutcomeOf(const Graded& graded, const ExerciseGrade& grade);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_FORMATS_SHARED_H_
