#ifndef RACELINGS_RUNNER_WATCH_LINES_H_
#define RACELINGS_RUNNER_WATCH_LINES_H_

#include <string>
#include <string_view>
#include <vector>

namespace racelings {

// `text`, which may have colours in it ("ESC [ … m"), as lines that fit into
// `width` columns: broken at a space where one is near (quoted source is cut),
// and each with its colours complete in itself. Other control characters become
// spaces; without `utf8` all that is not ASCII becomes "?".
std::vector<std::string> ToLines(std::string_view text, int width, bool utf8);

// The same of a single line, cut where it does not fit.
std::string CutLine(std::string_view text, int width, bool utf8);

// Columns of a text with colours in it.
int ColumnsWithColours(std::string_view text);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_WATCH_LINES_H_
