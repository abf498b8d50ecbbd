#include "runner/watch/prose.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace racelings {
namespace {

bool IsItem(std::string_view line) {
  const std::string_view text = absl::StripLeadingAsciiWhitespace(line);
  if (absl::StartsWith(text, "- ") || absl::StartsWith(text, "* ")) return true;
  const std::size_t digits = text.find_first_not_of("0123456789");
  return digits != std::string_view::npos && digits > 0 &&
         absl::StartsWith(text.substr(digits), ". ");
}

}  // namespace

std::string ProseOf(std::string_view markdown, const Terminal& terminal) {
  std::string text;
  bool in_fence = false;
  bool in_paragraph = false;  // the last line of `text` may go on
  for (const std::string_view line :
       absl::StrSplit(absl::StripSuffix(markdown, "\n"), '\n')) {
    const bool fence = absl::StartsWith(line, "```");
    if (fence) in_fence = !in_fence;
    const bool code =
        in_fence || (!in_paragraph && absl::StartsWith(line, "    "));
    const bool heading = !code && absl::StartsWith(line, "#");
    const bool alone =
        fence || code || heading || line.empty() || absl::StartsWith(line, "|");
    if (in_paragraph && !alone && !IsItem(line)) {
      absl::StrAppend(&text, " ", absl::StripAsciiWhitespace(line));
      continue;
    }
    if (in_paragraph) absl::StrAppend(&text, "\n");
    in_paragraph = !alone;
    if (fence) continue;
    std::string_view title = line;
    while (heading && absl::ConsumePrefix(&title, "#")) {
    }
    absl::StrAppend(
        &text,
        heading ? terminal.Bold(absl::StripLeadingAsciiWhitespace(title))
                : line,
        in_paragraph ? "" : "\n");
  }
  if (in_paragraph) absl::StrAppend(&text, "\n");
  return text;
}

}  // namespace racelings
