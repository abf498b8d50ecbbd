#include "schedule/excerpt.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace schedule {
namespace {

constexpr int kBefore = 2;
constexpr int kAfter = 1;

std::vector<std::string_view> Lines(std::string_view source) {
  std::vector<std::string_view> lines;
  for (;;) {
    const std::size_t end = source.find('\n');
    lines.push_back(source.substr(0, end));
    if (end == std::string_view::npos) return lines;
    source.remove_prefix(end + 1);
  }
}

// "  >  16 | ".
std::string Gutter(int number, bool marked) {
  const std::string digits = std::to_string(number);
  const std::size_t pad = digits.size() < 4 ? 4 - digits.size() : 0;
  return std::string(marked ? "  >" : "   ") + std::string(pad, ' ') + digits +
         " | ";
}

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
                    const Display& display) {
  const std::vector<std::string_view> lines = Lines(source);
  const int count = static_cast<int>(lines.size());
  if (line < 1 || line > count) return "";
  std::string excerpt;
  for (int number = std::max(1, line - kBefore);
       number <= std::min(count, line + kAfter); ++number) {
    const std::string_view text = lines[static_cast<std::size_t>(number) - 1];
    if (number == count && text.empty())
      break;  // the end of the last line is no line
    if (number != line) {
      excerpt += display.Dim(Gutter(number, false)) + std::string(text) + "\n";
      continue;
    }
    excerpt += display.Red(Gutter(number, true)) + display.Bold(text) + "\n";
    if (column < 1) continue;
    excerpt += display.Dim("        | ") + Indent(text, column) +
               display.Red("^") + "\n";
  }
  return excerpt;
}

}  // namespace schedule
