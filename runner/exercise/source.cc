#include "runner/exercise/source.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace racelings {
namespace {

// The position after the literal that begins at `at`, a quote.
std::size_t AfterLiteral(std::string_view source, std::size_t at) {
  const char quote = source[at];
  if (quote == '"' && at > 0 && source[at - 1] == 'R') {
    const std::size_t open = source.find('(', at);
    if (open == std::string_view::npos) return source.size();
    const std::string close =
        absl::StrCat(")", source.substr(at + 1, open - at - 1), "\"");
    const std::size_t found = source.find(close, open);
    return found == std::string_view::npos ? source.size()
                                           : found + close.size();
  }
  for (++at; at < source.size() && source[at] != quote && source[at] != '\n';
       ++at) {
    if (source[at] == '\\') ++at;
  }
  return std::min(at + 1, source.size());
}

// The position after the comment that begins at `at`; `at` when none does.
std::size_t AfterComment(std::string_view source, std::size_t at) {
  if (absl::StartsWith(source.substr(at), "//")) {
    return std::min(source.find('\n', at), source.size());
  }
  if (absl::StartsWith(source.substr(at), "/*")) {
    const std::size_t end = source.find("*/", at + 2);
    return end == std::string_view::npos ? source.size() : end + 2;
  }
  return at;
}

}  // namespace

std::string WithoutComments(std::string_view source) {
  std::string code(source);
  for (std::size_t at = 0; at < source.size();) {
    // 100'000 holds a digit separator, not a character literal.
    const bool separator =
        source[at] == '\'' && at > 0 && absl::ascii_isalnum(source[at - 1]);
    if ((source[at] == '"' || source[at] == '\'') && !separator) {
      at = AfterLiteral(source, at);
      continue;
    }
    const std::size_t end = AfterComment(source, at);
    for (std::size_t i = at; i < end; ++i) {
      if (code[i] != '\n') code[i] = ' ';
    }
    at = std::max(end, at + 1);
  }
  return code;
}

}  // namespace racelings
