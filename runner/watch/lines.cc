#include "runner/watch/lines.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "schedule/cells.h"

namespace racelings {
namespace {

constexpr std::string_view kReset = "\x1b[0m";
constexpr int kTab = 8;

// How long the colour is with which `text` begins; 0 where it does not.
std::size_t ColourSize(std::string_view text) {
  if (!absl::StartsWith(text, "\x1b[")) return 0;
  const std::size_t end = text.find_first_not_of("0123456789;", 2);
  return end != std::string_view::npos && text[end] == 'm' ? end + 1 : 0;
}

// How long the character is with which `text`, which is printable, begins.
std::size_t CharacterSize(std::string_view text) {
  std::size_t size = 1;
  while (size < text.size() &&
         (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) {
    ++size;
  }
  return size;
}

// "  >  24 |   orders_.pop_front();": quoted source, which is read by columns.
bool IsQuoted(std::string_view line) {
  constexpr std::size_t kMargin = 16;
  std::string margin;
  for (std::size_t at = 0; at < line.size() && margin.size() < kMargin;) {
    const std::size_t colour = ColourSize(line.substr(at));
    if (colour == 0) margin += line[at];
    at += std::max<std::size_t>(colour, 1);
  }
  const std::size_t bar = margin.find(" |");
  return bar != std::string::npos &&
         margin.find_first_not_of(" >0123456789") == bar + 1;
}

// A line while it grows. It begins with the colours that are still on.
class Line {
 public:
  explicit Line(int width) : width_(width) {}

  // Takes a colour or a character; when that does not fit, a line is ready.
  void AddColour(std::string_view colour) {
    absl::StrAppend(&text_, colour);
    const bool off = colour == kReset || colour == "\x1b[m";
    active_ = off ? "" : absl::StrCat(active_, colour);
  }
  void AddCharacter(std::string_view character) {
    const int columns = schedule::Columns(character);
    if (columns_ + columns > width_ && columns_ > 0) Break(character == " ");
    // The space at which a line is broken is not seen.
    if (columns_ == 0 && character == " " && !ready_.empty()) return;
    absl::StrAppend(&text_, character);
    columns_ += columns;
    if (character == " ") {
      after_space_ = text_.size();
      active_after_space_ = active_;
    }
  }

  std::vector<std::string> Finish() {
    End();
    return std::move(ready_);
  }

 private:
  void End() {
    if (!active_.empty()) absl::StrAppend(&text_, kReset);
    ready_.push_back(std::move(text_));
  }

  void Break(bool at_space) {
    std::string rest;
    std::string active = active_;
    const std::string head = text_.substr(0, after_space_);
    if (!at_space && ColumnsWithColours(head) > width_ / 2) {
      rest = text_.substr(after_space_);
      text_ = head;
      active_ = active_after_space_;
    }
    const std::string begins = rest.empty() ? active : active_after_space_;
    End();
    active_ = active;
    text_ = absl::StrCat(begins, rest);
    columns_ = ColumnsWithColours(rest);
    after_space_ = 0;
  }

  const int width_;
  std::vector<std::string> ready_;
  std::string text_;
  int columns_ = 0;
  std::string active_;  // the colours that are on
  std::size_t after_space_ = 0;
  std::string active_after_space_;
};

void AddPlain(std::string_view text, bool utf8, int& column, Line& line) {
  for (const std::string_view part : absl::StrSplit(text, '\t')) {
    if (part.data() != text.data()) {  // a tab was before it
      do {
        line.AddCharacter(" ");
      } while (++column % kTab != 0);
    }
    const std::string printable = schedule::Printable(part, utf8);
    for (std::string_view rest = printable; !rest.empty();) {
      const std::size_t size = CharacterSize(rest);
      line.AddCharacter(rest.substr(0, size));
      rest.remove_prefix(size);
      ++column;
    }
  }
}

std::vector<std::string> Broken(std::string_view text, int width, bool utf8) {
  Line line(std::max(width, 1));
  int column = 0;
  while (!text.empty()) {
    if (const std::size_t size = ColourSize(text); size > 0) {
      line.AddColour(text.substr(0, size));
      text.remove_prefix(size);
      continue;
    }
    std::size_t end = text.find('\x1b', 1);
    while (end != std::string_view::npos && ColourSize(text.substr(end)) == 0)
      end = text.find('\x1b', end + 1);
    AddPlain(text.substr(0, end), utf8, column, line);
    text.remove_prefix(std::min(end, text.size()));
  }
  return line.Finish();
}

}  // namespace

std::vector<std::string> ToLines(std::string_view text, int width, bool utf8) {
  std::vector<std::string> lines;
  text = absl::StripSuffix(text, "\n");
  for (const std::string_view line : absl::StrSplit(text, '\n')) {
    if (IsQuoted(line)) {
      lines.push_back(CutLine(line, width, utf8));
      continue;
    }
    for (std::string& part : Broken(line, width, utf8))
      lines.push_back(std::move(part));
  }
  return lines;
}

std::string CutLine(std::string_view text, int width, bool utf8) {
  std::string cut;
  int columns = 0;
  bool coloured = false;
  const bool too_long = ColumnsWithColours(text) > width;
  const std::string_view dots = !too_long ? "" : utf8 ? "…" : "...";
  width -= schedule::Columns(dots);
  while (!text.empty()) {
    if (const std::size_t size = ColourSize(text); size > 0) {
      absl::StrAppend(&cut, text.substr(0, size));
      coloured = true;
      text.remove_prefix(size);
      continue;
    }
    const std::size_t size = CharacterSize(text);
    const std::string shown = schedule::Printable(text.substr(0, size), utf8);
    columns += schedule::Columns(shown);
    if (columns > width) break;
    absl::StrAppend(&cut, shown);
    text.remove_prefix(size);
  }
  absl::StrAppend(&cut, dots);
  return coloured ? absl::StrCat(cut, kReset) : cut;
}

int ColumnsWithColours(std::string_view text) {
  int columns = 0;
  while (!text.empty()) {
    if (const std::size_t size = ColourSize(text); size > 0) {
      text.remove_prefix(size);
      continue;
    }
    const std::size_t size = CharacterSize(text);
    columns += schedule::Columns(text.substr(0, size));
    text.remove_prefix(size);
  }
  return columns;
}

}  // namespace racelings
