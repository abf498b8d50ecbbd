#ifndef RACELINGS_RUNNER_WATCH_KEYS_H_
#define RACELINGS_RUNNER_WATCH_KEYS_H_

#include <string>
#include <string_view>
#include <vector>

namespace racelings {

// A key that was pressed: what it types, or one of those that type nothing.
struct Key {
  enum Name {
    kText,  // `text` is one character
    kUp,
    kDown,
    kPageUp,
    kPageDown,
    kHome,
    kEnd,
    kEnter,
    kEscape,
    kBackspace,
    kRedraw,  // Ctrl-L
    kOther,
  };
  Name name = kOther;
  std::string text{};

  bool Is(char c) const {
    return name == kText && text.size() == 1 && text[0] == c;
  }
};

// Takes the keys off the front of what a terminal sent. An escape sequence or a
// character whose end has not come yet stays in `bytes`, unless `all`: then
// nothing more comes, and a lone escape is that key.
std::vector<Key> TakeKeys(std::string& bytes, bool all);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_WATCH_KEYS_H_
