#include "runner/report/clean.h"

#include <algorithm>
#include <cstdint>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace racelings {
namespace {

constexpr std::string_view kUnknown = "\xEF\xBF\xBD";  // U+FFFD
constexpr char kEscape = '\x1b';

// How many bytes the character at the front has, 1 to 4; 0 where it is none.
// The table of well-formed sequences is Unicode's, 3-7.
std::size_t LengthOfCharacter(std::string_view text) {
  const auto byte = [&text](std::size_t i) {
    return i < text.size() ? static_cast<std::uint8_t>(text[i]) : 0U;
  };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  std::size_t length = 0;
  unsigned least = 0x80;
  unsigned most = 0xBF;
  if (first >= 0xC2 && first <= 0xDF) {
    length = 2;
  } else if (first >= 0xE0 && first <= 0xEF) {
    length = 3;
    if (first == 0xE0) least = 0xA0;
    if (first == 0xED) most = 0x9F;
  } else if (first >= 0xF0 && first <= 0xF4) {
    length = 4;
    if (first == 0xF0) least = 0x90;
    if (first == 0xF4) most = 0x8F;
  } else {
    return 0;
  }
  if (byte(1) < least || byte(1) > most) return 0;
  for (std::size_t i = 2; i < length; ++i) {
    if (byte(i) < 0x80 || byte(i) > 0xBF) return 0;
  }
  return length;
}

// U+202A to U+202E, U+2066 to U+2069, and what no XML may hold, U+FFFE and
// U+FFFF.
bool IsTroublesome(std::string_view character) {
  if (character.size() != 3) return false;
  const auto last = static_cast<std::uint8_t>(character[2]);
  if (absl::StartsWith(character, "\xE2\x80"))
    return last >= 0xAA && last <= 0xAE;
  if (absl::StartsWith(character, "\xE2\x81"))
    return last >= 0xA6 && last <= 0xA9;
  return absl::StartsWith(character, "\xEF\xBF") && last >= 0xBE;
}

// The control characters of C1, U+0080 to U+009F.
bool IsControl(std::string_view character) {
  if (character.size() == 1) {
    const auto byte = static_cast<std::uint8_t>(character[0]);
    return byte < 0x20 ? byte != '\n' && byte != '\t' : byte == 0x7F;
  }
  return character.size() == 2 && character[0] == '\xC2' &&
         static_cast<std::uint8_t>(character[1]) < 0xA0;
}

// Takes an escape sequence of a terminal off the front (ECMA-48, 5.4).
void SkipEscape(std::string_view& text) {
  text.remove_prefix(1);
  if (text.empty() || text.front() != '[') return;
  text.remove_prefix(1);
  while (!text.empty() && text.front() >= 0x20 && text.front() < 0x40)
    text.remove_prefix(1);
  if (!text.empty() && text.front() >= 0x40 && text.front() < 0x7F)
    text.remove_prefix(1);
}

}  // namespace

std::string CleanText(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  while (!text.empty()) {
    if (text.front() == kEscape) {
      SkipEscape(text);
      continue;
    }
    const std::size_t length = LengthOfCharacter(text);
    const std::string_view character =
        text.substr(0, std::max<std::size_t>(length, 1));
    text.remove_prefix(character.size());
    if (character == "\r" && absl::StartsWith(text, "\n")) continue;
    const bool good =
        length > 0 && !IsControl(character) && !IsTroublesome(character);
    absl::StrAppend(&clean, good ? character : kUnknown);
  }
  return clean;
}

std::string CleanLine(std::string_view text) {
  return absl::StrReplaceAll(
      CleanText(text), {{"\n  next: ", "; next: "}, {"\n", " "}, {"\t", " "}});
}

std::string Shortened(std::string text, std::size_t most) {
  constexpr std::string_view kMore = "…";
  if (text.size() <= most) return text;
  std::size_t end = most - kMore.size();
  while (end > 0 && (static_cast<std::uint8_t>(text[end]) & 0xC0U) == 0x80U)
    --end;
  text.resize(end);
  return absl::StrCat(text, kMore);
}

}  // namespace racelings
