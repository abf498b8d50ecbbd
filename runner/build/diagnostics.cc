#include "runner/build/diagnostics.h"

#include <optional>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "runner/system/terminal.h"

namespace racelings {
namespace {

// "7:5" at the end of "/a/file.cc:7:5"; takes it off `text`.
bool TakePlace(std::string_view& text, int& line, int& column) {
  const std::size_t second = text.rfind(':');
  if (second == std::string_view::npos) return false;
  const std::size_t first = text.rfind(':', second - 1);
  if (first == std::string_view::npos || second == 0) return false;
  if (!absl::SimpleAtoi(text.substr(first + 1, second - first - 1), &line) ||
      !absl::SimpleAtoi(text.substr(second + 1), &column)) {
    return false;
  }
  text = text.substr(0, first);
  return true;
}

// Takes "[-Werror,-Wthread-safety-analysis]" off the end of the message.
std::string TakeOption(std::string& message) {
  const std::size_t open = message.rfind(" [-W");
  if (open == std::string::npos || !absl::EndsWith(message, "]")) return "";
  const std::string inside =
      message.substr(open + 2, message.size() - open - 3);
  message.resize(open);
  return inside.substr(
      inside.rfind(',') == std::string::npos ? 0 : inside.rfind(',') + 1);
}

std::optional<Diagnostic> FromCompiler(std::string_view line) {
  for (const std::string_view severity : {": fatal error: ", ": error: "}) {
    const std::size_t at = line.find(severity);
    if (at == std::string_view::npos) continue;
    Diagnostic found;
    std::string_view place = line.substr(0, at);
    if (!TakePlace(place, found.line, found.column)) return std::nullopt;
    found.file = std::string(place);
    found.message = std::string(line.substr(at + severity.size()));
    found.option = TakeOption(found.message);
    return found;
  }
  return std::nullopt;
}

// What is no part of the error that was printed before it.
bool EndsAnError(std::string_view line) {
  return line.empty() || absl::StrContains(line, ": warning: ") ||
         absl::EndsWith(line, " generated.") ||
         absl::StrContains(line, "linker command failed");
}

// ">>> referenced by restaurant.cc:12 (/a/restaurant.cc:12)" places an error of
// lld.
void AddPlace(std::string_view line, Diagnostic& diagnostic) {
  const std::size_t open = line.find('(');
  const std::size_t colon = line.rfind(':');
  if (open == std::string_view::npos || colon == std::string_view::npos ||
      colon < open)
    return;
  int number = 0;
  if (!absl::SimpleAtoi(absl::StripSuffix(line.substr(colon + 1), ")"),
                        &number))
    return;
  diagnostic.file = std::string(line.substr(open + 1, colon - open - 1));
  diagnostic.line = number;
}

}  // namespace

std::vector<Diagnostic> ParseDiagnostics(std::string_view output) {
  std::vector<Diagnostic> diagnostics;
  std::string included;   // "In file included from …": belongs to what follows.
  bool is_error = false;  // The lines that come belong to the last error.
  for (const std::string_view printed : absl::StrSplit(output, '\n')) {
    const std::string line = WithoutColour(printed);
    std::string_view rest = line;
    if (absl::StartsWith(line, "In file included from ")) {
      absl::StrAppend(&included, printed, "\n");
      is_error = false;
      continue;
    }
    if (absl::ConsumePrefix(&rest, "ld.lld: error: ") ||
        absl::ConsumePrefix(&rest, "ld: error: ")) {
      diagnostics.push_back(
          {.message = absl::StrCat("the linker says: ", rest)});
      is_error = true;
    } else if (absl::ConsumePrefix(&rest, ">>> referenced by ")) {
      if (!diagnostics.empty() && diagnostics.back().file.empty()) {
        AddPlace(rest, diagnostics.back());
      }
    } else if (const std::optional<Diagnostic> found = FromCompiler(line)) {
      diagnostics.push_back(*found);
      diagnostics.back().text = included;
      is_error = true;
    } else if (EndsAnError(line)) {
      is_error = false;
    }
    included.clear();
    if (is_error) absl::StrAppend(&diagnostics.back().text, printed, "\n");
  }
  return diagnostics;
}

bool IsThreadSafety(const Diagnostic& diagnostic) {
  return absl::StartsWith(diagnostic.option, "-Wthread-safety");
}

}  // namespace racelings
