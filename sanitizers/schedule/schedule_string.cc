#include "schedule/schedule_string.h"

#include <charconv>

namespace schedule {
namespace {

constexpr int kLetters = 26;
// No schedule is longer; guards against a typed "a999999999".
constexpr size_t kLongest = 1 << 20;

// Takes a decimal number off the front of `text`.
std::optional<size_t> TakeNumber(std::string_view* text) {
  size_t number = 0;
  const auto [end, error] =
      std::from_chars(text->data(), text->data() + text->size(), number);
  if (error != std::errc()) return std::nullopt;
  text->remove_prefix(end - text->data());
  return number;
}

// Takes "a", "(26)" or "!" off the front.
std::optional<uint16_t> TakeThread(std::string_view* text) {
  const char first = text->front();
  text->remove_prefix(1);
  if (first == '!') return kForNoReason;
  if (first >= 'a' && first <= 'z') return static_cast<uint16_t>(first - 'a');
  if (first != '(') return std::nullopt;
  const std::optional<size_t> number = TakeNumber(text);
  if (!number.has_value() || *number > UINT16_MAX || text->empty() ||
      text->front() != ')') {
    return std::nullopt;
  }
  text->remove_prefix(1);
  return static_cast<uint16_t>(*number);
}

}  // namespace

std::string_view TakeLate(std::string_view text, bool* late) {
  const bool found = text.starts_with(kLate);
  if (late != nullptr) *late = found;
  if (found) text.remove_prefix(kLate.size());
  return text;
}

std::string FormatSchedule(const std::vector<uint16_t>& picks) {
  if (picks.empty()) return "-";
  std::string text;
  for (size_t i = 0; i < picks.size();) {
    size_t end = i;
    while (end < picks.size() && picks[end] == picks[i]) ++end;
    if (picks[i] == kForNoReason) {
      text += '!';
    } else if (picks[i] < kLetters) {
      text += static_cast<char>('a' + picks[i]);
    } else {
      text += "(" + std::to_string(picks[i]) + ")";
    }
    if (end - i > 1) text += std::to_string(end - i);
    i = end;
  }
  return text;
}

std::optional<std::vector<uint16_t>> ParseSchedule(std::string_view text) {
  std::vector<uint16_t> picks;
  if (text == "-") return picks;
  if (text.empty()) return std::nullopt;
  while (!text.empty()) {
    const std::optional<uint16_t> thread = TakeThread(&text);
    if (!thread.has_value()) return std::nullopt;
    size_t repeats = 1;
    if (!text.empty() && text.front() >= '0' && text.front() <= '9') {
      const std::optional<size_t> number = TakeNumber(&text);
      if (!number.has_value() || *number == 0) return std::nullopt;
      repeats = *number;
    }
    if (picks.size() + repeats > kLongest) return std::nullopt;
    picks.insert(picks.end(), repeats, *thread);
  }
  return picks;
}

}  // namespace schedule
