#include "runner/exercise/hints.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace racelings {

std::vector<GradedHint> ParseHints(std::string_view markdown) {
  std::vector<GradedHint> hints;
  bool in_code = false;  // a "## " in a block of code is no heading
  for (const std::string_view line : absl::StrSplit(markdown, '\n')) {
    if (absl::StartsWith(line, "```")) in_code = !in_code;
    if (!in_code && absl::StartsWith(line, "## ")) {
      hints.push_back(
          {std::string(absl::StripAsciiWhitespace(line.substr(3))), ""});
    } else if (!hints.empty()) {
      absl::StrAppend(&hints.back().text, line, "\n");
    }
  }
  for (GradedHint& hint : hints)
    hint.text = std::string(absl::StripAsciiWhitespace(hint.text));
  return hints;
}

}  // namespace racelings
