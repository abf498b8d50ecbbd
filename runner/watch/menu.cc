#include "runner/watch/menu.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace racelings {
namespace {

constexpr int kPage = 10;

}  // namespace

Menu::Menu(std::vector<Row> rows, const std::string& current)
    : rows_(std::move(rows)) {
  const auto found =
      std::find_if(rows_.begin(), rows_.end(),
                   [&](const Row& row) { return row.id == current; });
  if (found != rows_.end())
    choice_ = static_cast<std::size_t>(found - rows_.begin());
}

std::vector<const Menu::Row*> Menu::Shown() const {
  std::vector<const Row*> shown;
  for (const Row& row : rows_) {
    const std::string text = absl::AsciiStrToLower(
        absl::StrCat(row.id, " ", row.title, " ", row.chapter, " ", row.mark));
    const std::vector<std::string> words =
        absl::StrSplit(absl::AsciiStrToLower(filter_), ' ', absl::SkipEmpty());
    const bool fits = std::all_of(
        words.begin(), words.end(),
        [&](const std::string& word) { return absl::StrContains(text, word); });
    if (fits) shown.push_back(&row);
  }
  return shown;
}

void Menu::Move(int by) {
  const int last = static_cast<int>(Shown().size()) - 1;
  choice_ = static_cast<std::size_t>(
      std::clamp(static_cast<int>(choice_) + by, 0, std::max(last, 0)));
}

void Menu::Filter(std::string filter) {
  const std::vector<const Row*> before = Shown();
  const Row* row = choice_ < before.size() ? before[choice_] : nullptr;
  filter_ = std::move(filter);
  const std::vector<const Row*> after = Shown();
  const auto found = std::find(after.begin(), after.end(), row);
  choice_ = found == after.end()
                ? 0
                : static_cast<std::size_t>(found - after.begin());
}

Menu::Answer Menu::PressWhileTyping(const Key& key) {
  if (key.name == Key::kText) {
    Filter(absl::StrCat(filter_, key.text));
  } else if (key.name == Key::kBackspace) {
    std::string shorter = filter_;
    while (!shorter.empty() && (shorter.back() & 0xC0) == 0x80)
      shorter.pop_back();
    if (!shorter.empty()) shorter.pop_back();
    Filter(shorter);
  } else if (key.name == Key::kEscape) {
    Filter("");
    typing_ = false;
  }
  return Answer::kOpen;
}

Menu::Answer Menu::Press(const Key& key) {
  switch (key.name) {
    case Key::kUp:
      Move(-1);
      return Answer::kOpen;
    case Key::kDown:
      Move(1);
      return Answer::kOpen;
    case Key::kPageUp:
      Move(-kPage);
      return Answer::kOpen;
    case Key::kPageDown:
      Move(kPage);
      return Answer::kOpen;
    case Key::kHome:
      Move(-static_cast<int>(rows_.size()));
      return Answer::kOpen;
    case Key::kEnd:
      Move(static_cast<int>(rows_.size()));
      return Answer::kOpen;
    case Key::kEnter:
      return Shown().empty() ? Answer::kOpen : Answer::kChosen;
    default:
      break;
  }
  if (typing_) return PressWhileTyping(key);
  if (key.Is('k')) Move(-1);
  if (key.Is('j')) Move(1);
  if (key.Is('g')) Move(-static_cast<int>(rows_.size()));
  if (key.Is('G')) Move(static_cast<int>(rows_.size()));
  if (key.Is('/') || key.Is('f')) typing_ = true;
  const bool closes = key.name == Key::kEscape || key.Is('q') || key.Is('l');
  return closes ? Answer::kClosed : Answer::kOpen;
}

}  // namespace racelings
