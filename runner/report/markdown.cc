#include "runner/report/markdown.h"

#include <algorithm>
#include <climits>
#include <cstddef>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "schedule/cells.h"

namespace racelings {
namespace {

constexpr int kWidest = 100;

// "[text](target)" as the words that are read in its place.
std::string WithoutLinks(std::string_view text, const LinkText& link_text) {
  std::string plain;
  while (true) {
    const std::size_t middle = text.find("](");
    const std::size_t open = middle == std::string_view::npos
                                 ? middle
                                 : text.substr(0, middle).rfind('[');
    const std::size_t close =
        middle == std::string_view::npos ? middle : text.find(')', middle);
    if (open == std::string_view::npos || close == std::string_view::npos)
      return absl::StrCat(plain, text);
    const std::string target =
        link_text(text.substr(middle + 2, close - middle - 2));
    absl::StrAppend(&plain, text.substr(0, open),
                    text.substr(open + 1, middle - open - 1),
                    target.empty() ? "" : absl::StrCat(" (", target, ")"));
    text.remove_prefix(close + 1);
  }
}

// `code` and **bold**, painted; without colour, code keeps its marks.
std::string Painted(const Terminal& terminal, std::string_view text) {
  std::string painted;
  while (true) {
    const std::size_t begin = std::min(text.find("**"), text.find('`'));
    if (begin == std::string_view::npos) return absl::StrCat(painted, text);
    const std::string_view mark = text[begin] == '*' ? "**" : "`";
    const std::size_t end = text.find(mark, begin + mark.size());
    if (end == std::string_view::npos) return absl::StrCat(painted, text);
    const std::string_view inside =
        text.substr(begin + mark.size(), end - begin - mark.size());
    absl::StrAppend(&painted, text.substr(0, begin));
    if (mark == "**") {
      absl::StrAppend(&painted, terminal.Bold(inside));
    } else if (terminal.colour) {
      absl::StrAppend(&painted, terminal.Blue(inside));
    } else {
      absl::StrAppend(&painted, mark, inside, mark);
    }
    text.remove_prefix(end + mark.size());
  }
}

// How many characters of a line are the mark of an item, "- " or "1. ".
std::size_t ItemMark(std::string_view line) {
  if (absl::StartsWith(line, "- ")) return 2;
  std::size_t digits = 0;
  while (digits < line.size() &&
         absl::ascii_isdigit(static_cast<unsigned char>(line[digits])))
    ++digits;
  return digits > 0 && line.substr(digits, 2) == ". " ? digits + 2 : 0;
}

bool BeginsABlock(std::string_view line) {
  return line.empty() || ItemMark(line) > 0 || absl::StartsWith(line, "#") ||
         absl::StartsWith(line, "```") || absl::StartsWith(line, "|") ||
         absl::StartsWith(line, "    ");
}

class Page {
 public:
  Page(const Terminal& terminal, const LinkText& link_text)
      : terminal_(terminal),
        link_text_(link_text),
        width_(std::min(terminal.width, kWidest)) {}

  std::string Text(std::string_view markdown) {
    const std::vector<std::string_view> lines =
        absl::StrSplit(absl::StripSuffix(markdown, "\n"), '\n');
    bool code = false;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::string_view line = lines[i];
      if (absl::StartsWith(line, "```")) {
        code = !code;
      } else if (code) {
        absl::StrAppend(&text_, line.empty() ? "" : "    ", line, "\n");
      } else if (absl::StartsWith(line, "#")) {
        absl::StrAppend(
            &text_, terminal_.Bold(line.substr(line.find_first_not_of("# "))),
            "\n");
      } else if (line.empty() || BeginsABlock(line) != (ItemMark(line) > 0)) {
        absl::StrAppend(&text_, line, "\n");
      } else {
        std::string whole(line);
        while (i + 1 < lines.size() && !BeginsABlock(lines[i + 1])) {
          absl::StrAppend(&whole, " ",
                          absl::StripLeadingAsciiWhitespace(lines[++i]));
        }
        AddParagraph(whole);
      }
    }
    return text_;
  }

 private:
  // One paragraph, or one item of a list.
  void AddParagraph(std::string_view whole) {
    const std::size_t mark = ItemMark(whole);
    std::string first(whole.substr(0, mark));
    const std::string rest(mark, ' ');
    std::string block;
    for (const std::string& line :
         schedule::Wrapped(WithoutLinks(whole.substr(mark), link_text_),
                           width_ - static_cast<int>(mark), INT_MAX, "")) {
      absl::StrAppend(&block, first, line, "\n");
      first = rest;
    }
    absl::StrAppend(&text_, Painted(terminal_, block));
  }

  const Terminal& terminal_;
  const LinkText& link_text_;
  const int width_;
  std::string text_;
};

}  // namespace

std::string MarkdownText(const Terminal& terminal, std::string_view markdown,
                         const LinkText& link_text) {
  return Page(terminal, link_text).Text(markdown);
}

std::string MarkdownTitle(std::string_view markdown) {
  std::string_view first = markdown.substr(0, markdown.find('\n'));
  return absl::ConsumePrefix(&first, "# ") ? std::string(first) : "";
}

}  // namespace racelings
