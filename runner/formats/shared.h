#ifndef RACELINGS_RUNNER_FORMATS_SHARED_H_
#define RACELINGS_RUNNER_FORMATS_SHARED_H_

#include <string>
#include <string_view>

#include "runner/formats/formats.h"
#include "runner/report/clean.h"

namespace racelings {

// What several formats say the same way.

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

// "20 of 35 points, and 1 not graded".
std::string ScoreOf(const Totals& totals);

// "07_unlocked_list_pop: Two cooks, one list".
std::string NameOf(const ExerciseGrade& grade);

// The stories of all findings, or why there is no mark; "" for a pass.
std::string OutcomeOf(const Graded& graded, const ExerciseGrade& grade);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_FORMATS_SHARED_H_
