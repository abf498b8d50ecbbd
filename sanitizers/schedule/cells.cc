#include "schedule/cells.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace schedule {
namespace {

// The character at the front of `text`, and its bytes; 0 bytes where it is no
// UTF-8 (RFC 3629).
struct Character {
  uint32_t code = 0;
  size_t bytes = 0;
};

Character FrontOf(std::string_view text) {
  const auto byte = [&text](size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  const unsigned first = byte(0);
  if (first < 0x80) return {first, 1};
  if (first < 0xc2 || first > 0xf4) return {};
  const size_t bytes = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  uint32_t code = first & (0x7fU >> bytes);
  for (size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xc0U) != 0x80) return {};
    code = code << 6 | (byte(i) & 0x3fU);
  }
  constexpr uint32_t kLeast[] = {0x80, 0x800, 0x10000};
  const bool is_surrogate = code >= 0xd800 && code < 0xe000;
  if (code < kLeast[bytes - 2] || code > 0x10ffff || is_surrogate) return {};
  return {code, bytes};
}

int ColumnsOf(uint32_t code) {
  struct Range {
    uint32_t first, last;
  };
  // East Asian Wide and emoji, in large strokes (Unicode TR 11).
  constexpr Range kWide[] = {
      {0x1100, 0x115f}, {0x2e80, 0xa4cf},   {0xac00, 0xd7a3},
      {0xf900, 0xfaff}, {0xfe30, 0xfe6f},   {0xff00, 0xff60},
      {0xffe0, 0xffe6}, {0x1f300, 0x1faff}, {0x20000, 0x3fffd}};
  constexpr Range kNone[] = {
      {0x300, 0x36f}, {0x200b, 0x200f}, {0xfe00, 0xfe0f}};
  for (const Range& range : kWide) {
    if (code >= range.first && code <= range.last) return 2;
  }
  for (const Range& range : kNone) {
    if (code >= range.first && code <= range.last) return 0;
  }
  return 1;
}

// C0, DEL and C1, and what changes the direction of the text around it.
bool IsControl(uint32_t code) {
  return code < 0x20 || (code >= 0x7f && code < 0xa0) ||
         (code >= 0x202a && code <= 0x202e) ||
         (code >= 0x2066 && code <= 0x2069) || code == 0x2028 || code == 0x2029;
}

}  // namespace

std::string Printable(std::string_view text, bool utf8) {
  std::string shown;
  while (!text.empty()) {
    const Character front = FrontOf(text);
    if (front.bytes == 0 || (front.bytes > 1 && !utf8)) {
      shown += '?';
    } else if (IsControl(front.code)) {
      shown += ' ';
    } else {
      shown += text.substr(0, front.bytes);
    }
    text.remove_prefix(front.bytes == 0 ? 1 : front.bytes);
  }
  return shown;
}

int Columns(std::string_view text) {
  int columns = 0;
  while (!text.empty()) {
    const Character front = FrontOf(text);
    columns += ColumnsOf(front.code);
    text.remove_prefix(front.bytes == 0 ? 1 : front.bytes);
  }
  return columns;
}

std::string_view Fitting(std::string_view text, int width) {
  size_t size = 0;
  int columns = 0;
  while (size < text.size()) {
    const Character front = FrontOf(text.substr(size));
    columns += ColumnsOf(front.code);
    if (columns > width) break;
    size += front.bytes == 0 ? 1 : front.bytes;
  }
  return text.substr(0, size);
}

std::string Padded(std::string text, int width) {
  const int missing = width - Columns(text);
  if (missing > 0) text.append(static_cast<size_t>(missing), ' ');
  return text;
}

std::vector<std::string> Wrapped(std::string_view text, int width, int most,
                                 std::string_view dots) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    std::string_view line = Fitting(text, width);
    if (static_cast<int>(lines.size()) + 1 == most &&
        line.size() < text.size()) {
      line = Fitting(text, width - Columns(dots));
      lines.push_back(std::string(line) + std::string(dots));
      return lines;
    }
    if (line.empty())
      line = text.substr(0, std::max<size_t>(1, FrontOf(text).bytes));
    size_t skip = line.size();
    const size_t space = line.rfind(' ');
    if (line.size() < text.size() && text[line.size()] != ' ' &&
        space != std::string_view::npos && space > 0) {
      line = line.substr(0, space);
      skip = space;
    }
    lines.emplace_back(line);
    text.remove_prefix(skip);
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  }
  if (lines.empty()) lines.emplace_back();
  return lines;
}

}  // namespace schedule
