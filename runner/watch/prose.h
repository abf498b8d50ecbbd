#ifndef RACELINGS_RUNNER_WATCH_PROSE_H_
#define RACELINGS_RUNNER_WATCH_PROSE_H_

#include <string>
#include <string_view>

#include "runner/system/terminal.h"

namespace racelings {

// Markdown for a terminal of any width: each paragraph is one line, headings
// are bold, and code and tables stay as they are.
std::string ProseOf(std::string_view markdown, const Terminal& terminal);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_WATCH_PROSE_H_
