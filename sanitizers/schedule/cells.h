// Text in cells of a fixed width.

#ifndef RACELINGS_SCHEDULE_CELLS_H_
#define RACELINGS_SCHEDULE_CELLS_H_

#include <string>
#include <string_view>
#include <vector>

namespace schedule {

// One line of what may be shown: control characters become spaces, bytes that
// are no UTF-8 a "?", and without `utf8` every character outside ASCII.
std::string Printable(std::string_view text, bool utf8);

// Columns on a terminal. REQUIRES: `text` came from Printable.
int Columns(std::string_view text);

// As much of `text` as fits into `width` columns.
std::string_view Fitting(std::string_view text, int width);

// `text` with spaces behind it.
std::string Padded(std::string text, int width);

// Lines of at most `width` columns, broken at spaces where that is possible.
// What does not fit into `most` lines is cut, and ends in `dots`.
std::vector<std::string> Wrapped(std::string_view text, int width, int most,
                                 std::string_view dots);

}  // namespace schedule

#endif  // RACELINGS_SCHEDULE_CELLS_H_
