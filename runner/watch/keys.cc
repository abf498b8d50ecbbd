#include "runner/watch/keys.h"

#include <cstddef>
#include <utility>

#include "absl/strings/ascii.h"

namespace racelings {
namespace {

constexpr char kEsc = '\x1b';

// What stands between "ESC [" or "ESC O" and the end, and its last character.
Key::Name InSequence(std::string_view parameters, char last) {
  static constexpr std::pair<std::string_view, Key::Name> kTilde[] = {
      {"1", Key::kHome}, {"4", Key::kEnd}, {"5", Key::kPageUp},
      {"7", Key::kHome}, {"8", Key::kEnd}, {"6", Key::kPageDown},
  };
  switch (last) {
    case 'A':
      return Key::kUp;
    case 'B':
      return Key::kDown;
    case 'H':
      return Key::kHome;
    case 'F':
      return Key::kEnd;
    case 'M':
      return Key::kEnter;  // of the number pad
    case '~':
      for (const auto& [code, name] : kTilde) {
        if (parameters == code) return name;
      }
      return Key::kOther;
    default:
      return Key::kOther;
  }
}

// How long the character is that begins with `first`.
std::size_t BytesOf(char first) {
  const auto byte = static_cast<unsigned char>(first);
  if (byte >= 0xF0) return 4;
  if (byte >= 0xE0) return 3;
  return byte >= 0xC0 ? 2 : 1;
}

// The first key, and how many bytes it takes; 0 where its end is missing.
std::pair<Key, std::size_t> FirstKey(std::string_view bytes) {
  const char first = bytes[0];
  if (first == kEsc) {
    if (bytes.size() == 1) return {{}, 0};
    if (bytes[1] != '[' && bytes[1] != 'O') return {{Key::kEscape}, 1};
    for (std::size_t i = 2; i < bytes.size(); ++i) {
      const char c = bytes[i];
      if (c < 0x20 || c > 0x7e) return {{Key::kOther}, i};  // no sequence
      if (c >= 0x40) return {{InSequence(bytes.substr(2, i - 2), c)}, i + 1};
    }
    return {{}, 0};
  }
  if (first == '\r' || first == '\n') return {{Key::kEnter}, 1};
  if (first == '\x7f' || first == '\b') return {{Key::kBackspace}, 1};
  if (first == '\f') return {{Key::kRedraw}, 1};
  if (absl::ascii_iscntrl(static_cast<unsigned char>(first)))
    return {{Key::kOther}, 1};
  const std::size_t size = BytesOf(first);
  if (bytes.size() < size) return {{}, 0};
  return {{Key::kText, std::string(bytes.substr(0, size))}, size};
}

}  // namespace

std::vector<Key> TakeKeys(std::string& bytes, bool all) {
  std::vector<Key> keys;
  std::string_view rest = bytes;
  while (!rest.empty()) {
    auto [key, size] = FirstKey(rest);
    if (size == 0) {
      if (!all) break;
      key.name = rest[0] == kEsc ? Key::kEscape : Key::kOther;
      size = rest.size();
    }
    keys.push_back(std::move(key));
    rest.remove_prefix(size);
  }
  bytes = std::string(rest);
  return keys;
}

}  // namespace racelings
