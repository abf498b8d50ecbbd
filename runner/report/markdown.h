#ifndef RACELINGS_RUNNER_REPORT_MARKDOWN_H_
#define RACELINGS_RUNNER_REPORT_MARKDOWN_H_

#include <functional>
#include <string>
#include <string_view>

#include "runner/system/terminal.h"

namespace racelings {

// What is said of a link to `target`: an address, or what to type; "" for
// nothing.
using LinkText = std::function<std::string(std::string_view target)>;

// A page of Markdown for people to read on a terminal: headings, paragraphs as
// wide as the terminal (100 columns at most), lists, code in fences, `code`,
// **bold** and links. What else there may be in Markdown stays as it is.
std::string MarkdownText(const Terminal& terminal, std::string_view markdown,
                         const LinkText& link_text);

// The text of its first line "# Title"; "" where it has none.
std::string MarkdownTitle(std::string_view markdown);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_REPORT_MARKDOWN_H_
