#include "runner/report/excerpt.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"

namespace racelings {
namespace {

constexpr int kBefore = 2;
constexpr int kAfter = 1;

// Tabs are as wide as the reader's editor says, so the caret copies them.
std::string Indent(std::string_view line, int column) {
  std::string indent;
  for (int i = 0; i + 1 < column; ++i) {
    const auto at = static_cast<std::size_t>(i);
    indent += at < line.size() && line[at] == '\t' ? '\t' : ' ';
  }
  return indent;
}

}  // namespace

std::string Excerpt(std::string_view source, int line, int column,
                    const Terminal& terminal) {
  const std::vector<std::string_view> lines = absl::StrSplit(source, '\n');
  const int count = static_cast<int>(lines.size());
  if (line < 1 || line > count) return "";
  std::string excerpt;
  for (int number = std::max(1, line - kBefore);
       number <= std::min(count, line + kAfter); ++number) {
    const std::string_view text = lines[static_cast<std::size_t>(number) - 1];
    if (number == count && text.empty())
      break;  // the end of the last line is no line
    const std::string gutter =
        absl::StrFormat("  %c%4d | ", number == line ? '>' : ' ', number);
    if (number != line) {
      absl::StrAppend(&excerpt, terminal.Dim(gutter), text, "\n");
      continue;
    }
    absl::StrAppend(&excerpt, terminal.Red(gutter), terminal.Bold(text), "\n");
    if (column < 1) continue;
    absl::StrAppend(&excerpt, terminal.Dim("        | "), Indent(text, column),
                    terminal.Red("^"), "\n");
  }
  return excerpt;
}

}  // namespace racelings
