#include "runner/watch/frame.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "runner/watch/lines.h"
#include "schedule/cells.h"

namespace racelings {
namespace {

// Below these heights the header, and then the footer, gets smaller.
constexpr int kRoomForHeader = 14;
constexpr int kRoomForBar = 8;

int HeaderRows(Size size) { return size.rows >= kRoomForHeader ? 3 : 1; }
int FooterRows(Size size) { return size.rows >= kRoomForBar ? 3 : 2; }

std::string Repeated(std::string_view text, int times) {
  std::string repeated;
  for (int i = 0; i < times; ++i) absl::StrAppend(&repeated, text);
  return repeated;
}

// A line across the screen with something said at its left and its right.
std::string Rule(const std::string& left, const std::string& right, int columns,
                 const Terminal& terminal) {
  const std::string_view dash = terminal.utf8 ? "─" : "-";
  const std::string begin =
      left.empty() ? "" : absl::StrCat(Repeated(dash, 2), " ", left, " ");
  const std::string end =
      right.empty() ? "" : absl::StrCat(" ", right, " ", Repeated(dash, 2));
  const int rest =
      columns - ColumnsWithColours(begin) - ColumnsWithColours(end);
  if (rest < 0 && !right.empty()) return Rule(left, "", columns, terminal);
  // Dim but for what is said.
  const auto dim = [&](std::string_view text) { return terminal.Dim(text); };
  std::string line;
  if (!left.empty())
    absl::StrAppend(&line, dim(Repeated(dash, 2)), " ", left, " ");
  absl::StrAppend(&line, dim(Repeated(dash, std::max(rest, 0))));
  if (!right.empty())
    absl::StrAppend(&line, " ", right, " ", dim(Repeated(dash, 2)));
  return CutLine(line, columns, terminal.utf8);
}

// `left` and `right` at the two ends of a line; `right` only where both fit.
std::string TwoEnds(const std::string& left, const std::string& right,
                    int columns, bool utf8) {
  const int gap =
      columns - ColumnsWithColours(left) - ColumnsWithColours(right);
  if (gap < 2) return CutLine(left, columns, utf8);
  return absl::StrCat(left, std::string(static_cast<std::size_t>(gap), ' '),
                      right);
}

std::string MenuLine(const Menu::Row& row, bool chosen, int columns,
                     const Terminal& terminal) {
  const std::string text = schedule::Printable(
      absl::StrFormat("%s %-28s %-36s %3d  %s", chosen ? ">" : " ", row.id,
                      row.title, row.points, row.mark),
      terminal.utf8);
  const std::string line =
      schedule::Padded(std::string(schedule::Fitting(text, columns)), columns);
  return chosen ? terminal.Paint("7", line) : line;
}

struct Content {
  std::vector<std::string> lines;
  std::string where;  // "↓ 12 more lines"
};

Content MenuContent(const Menu& menu, int rows, int columns,
                    const Terminal& terminal) {
  Content content;
  const std::string filter =
      menu.typing()           ? absl::StrCat("filter: ", menu.filter(), "_")
      : menu.filter().empty() ? ""
                              : absl::StrCat("filter: ", menu.filter());
  if (!filter.empty() && rows > 2) {
    content.lines.push_back(
        CutLine(terminal.Bold(filter), columns, terminal.utf8));
    --rows;
  }
  const std::vector<const Menu::Row*> shown = menu.Shown();
  const int count = static_cast<int>(shown.size());
  const int choice = static_cast<int>(menu.choice());
  // The choice stays in the middle, but at the ends.
  const int first = std::clamp(choice - rows / 2, 0, std::max(count - rows, 0));
  for (int i = first; i < std::min(count, first + rows); ++i) {
    content.lines.push_back(MenuLine(*shown[static_cast<std::size_t>(i)],
                                     i == choice, columns, terminal));
  }
  if (count == 0) content.lines.emplace_back("  no exercise has that in it");
  if (count > rows) content.where = absl::StrCat(choice + 1, " of ", count);
  return content;
}

Content TextContent(const Scene& scene, int rows, int columns,
                    const Terminal& terminal, int& scroll) {
  Content content;
  std::vector<std::string> lines =
      ToLines(scene.content, columns, terminal.utf8);
  const int count = static_cast<int>(lines.size());
  scroll = std::clamp(scroll, 0, std::max(count - rows, 0));
  const int below = count - rows - scroll;
  for (int i = scroll; i < std::min(count, scroll + rows); ++i)
    content.lines.push_back(std::move(lines[static_cast<std::size_t>(i)]));
  const std::string_view down = terminal.utf8 ? "↓ " : "v ";
  const std::string_view up = terminal.utf8 ? "↑ " : "^ ";
  if (below > 0) {
    content.where =
        absl::StrCat(down, below, below == 1 ? " more line" : " more lines",
                     scroll == 0 ? " (arrow keys, space)" : "");
  } else if (scroll > 0) {
    content.where =
        absl::StrCat(up, scroll, scroll == 1 ? " line" : " lines", " above");
  }
  return content;
}

}  // namespace

int ContentRows(Size size) {
  return std::max(size.rows - HeaderRows(size) - FooterRows(size), 1);
}

std::string KeysLine(const std::vector<KeyHelp>& keys, int columns,
                     const Terminal& terminal) {
  std::vector<KeyHelp> shown = keys;
  const auto width = [](const KeyHelp& help) {
    return schedule::Columns(help.key) + 1 + schedule::Columns(help.what) + 2;
  };
  const auto sum = [&] {
    int columns_of_all = -2;  // none behind the last
    for (const KeyHelp& help : shown) columns_of_all += width(help);
    return columns_of_all;
  };
  while (shown.size() > 1 && sum() > columns) {
    shown.erase(std::max_element(
        shown.begin(), shown.end(),
        [](const KeyHelp& a, const KeyHelp& b) { return a.rank < b.rank; }));
  }
  std::string line;
  for (const KeyHelp& help : shown) {
    absl::StrAppend(&line, line.empty() ? "" : "  ", terminal.Bold(help.key),
                    " ", help.what);
  }
  return line;
}

std::vector<std::string> DrawFrame(const Scene& scene, Size size,
                                   const Terminal& terminal, int& scroll) {
  const int columns = size.columns;
  const int rows = ContentRows(size);
  std::vector<std::string> frame;
  frame.push_back(TwoEnds(terminal.Bold(scene.title), terminal.Dim(scene.aside),
                          columns, terminal.utf8));
  if (HeaderRows(size) > 1) {
    frame.push_back(CutLine(scene.task, columns, terminal.utf8));
    frame.push_back(Rule("", "", columns, terminal));
  }
  Content content = scene.menu != nullptr
                        ? MenuContent(*scene.menu, rows, columns, terminal)
                        : TextContent(scene, rows, columns, terminal, scroll);
  content.lines.resize(static_cast<std::size_t>(rows));
  std::move(content.lines.begin(), content.lines.end(),
            std::back_inserter(frame));
  frame.push_back(Rule(scene.status, content.where, columns, terminal));
  if (FooterRows(size) > 2)
    frame.push_back(CutLine(scene.bar, columns, terminal.utf8));
  frame.push_back(CutLine(scene.question.empty()
                              ? KeysLine(scene.keys, columns, terminal)
                              : terminal.Bold(scene.question),
                          columns, terminal.utf8));
  frame.resize(static_cast<std::size_t>(std::max(size.rows, 1)));
  return frame;
}

}  // namespace racelings
