#ifndef RACELINGS_RUNNER_REPORT_CLEAN_H_
#define RACELINGS_RUNNER_REPORT_CLEAN_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace racelings {

// Text that a learner's program may have chosen, as characters that every
// format can hold: valid UTF-8, a terminal's escape sequences taken out, no
// control characters but tab and newline, and none that turn the direction of
// reading. What was none of these is U+FFFD.
std::string CleanText(std::string_view text);

// The same on one line.
std::string CleanLine(std::string_view text);

// At most `most` bytes, cut at a character, with … for the rest.
std::string Shortened(std::string text, std::size_t most);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_REPORT_CLEAN_H_
