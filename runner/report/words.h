#ifndef RACELINGS_RUNNER_REPORT_WORDS_H_
#define RACELINGS_RUNNER_REPORT_WORDS_H_

#include <string>

#include "runner/exercise/catalog.h"
#include "runner/verdict/verdict.h"

namespace racelings {

// What the report on a terminal and the page both say.

// "data race on 'orders_'": what a finding is, in a few words.
std::string Headline(const Finding& finding);

// What `racelings explain` calls the page that tells more of this finding: its
// kind, or "lost-wakeup" for that kind of deadlock.
std::string ReadingOf(const Finding& finding);

// "./racelings replay 07 'a(26)' --test EveryOrderIsMadeOnce", as a shell takes
// it. "" when the finding has no schedule, or one that is a book, as a
// livelock's is.
std::string ReplayCommand(const Exercise& exercise, const Verdict& verdict,
                          const Finding& finding);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_REPORT_WORDS_H_
