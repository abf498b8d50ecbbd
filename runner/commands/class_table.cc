#include "runner/commands/class_table.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace racelings {
namespace {

// What fits on any terminal.
constexpr int kMostRows = 15;

}  // namespace

ClassTable::Row& ClassTable::RowOf(const std::string& id) {
  const auto found =
      std::find_if(rows_.begin(), rows_.end(),
                   [&id](const Row& row) { return row.id == id; });
  return found == rows_.end() ? rows_.emplace_back(Row{.id = id}) : *found;
}

void ClassTable::Expect(const std::string& id) { ++RowOf(id).expected; }

void ClassTable::Judged(const std::string& id, std::string_view status) {
  Row& row = RowOf(id);
  int& count = status == "pass"   ? row.right
               : status == "fail" ? row.wrong
                                  : row.not_graded;
  ++count;
  if (terminal_.is_terminal) {
    Draw();
    return;
  }
  int judged = 0;
  int expected = 0;
  for (const Row& one : rows_) {
    judged += one.judged();
    expected += one.expected;
  }
  out_ << "judged " << judged << " of " << expected << ": " << id << ": "
       << status << '\n'
       << std::flush;
}

void ClassTable::Draw() {
  if (!terminal_.is_terminal) return;
  Erase();
  // A line that the terminal breaks would be two to write over.
  const auto line = [this](const std::string& whole) {
    return whole.substr(0, static_cast<std::size_t>(terminal_.width - 1));
  };
  std::string text = terminal_.Bold(line(absl::StrFormat(
      "%-32s %12s %6s %8s", "exercise", "judged", "right", "not yet")));
  text += '\n';
  drawn_ = 1;
  int hidden = 0;
  for (const Row& row : rows_) {
    // Where not all fit, those that are done make room first.
    const bool fits = static_cast<int>(rows_.size()) <= kMostRows ||
                      (row.judged() < row.expected && drawn_ <= kMostRows);
    if (!fits) {
      ++hidden;
      continue;
    }
    const std::string counts =
        absl::StrFormat("%-32.32s %5d of %3d %6d %8d", row.id, row.judged(),
                        row.expected, row.right, row.wrong);
    absl::StrAppend(
        &text,
        line(row.not_graded > 0
                 ? absl::StrCat(counts, "  ", row.not_graded, " not graded")
                 : counts),
        "\n");
    ++drawn_;
  }
  if (hidden > 0) {
    absl::StrAppend(&text, "and ", hidden, " more\n");
    ++drawn_;
  }
  out_ << text << std::flush;
}

void ClassTable::Erase() {
  // Up to the first line, and all below is cleared (ECMA-48: CPL, ED).
  if (drawn_ > 0) out_ << "\x1b[" << drawn_ << "F\x1b[J" << std::flush;
  drawn_ = 0;
}

}  // namespace racelings
