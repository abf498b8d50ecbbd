#include "runner/system/terminal.h"

#include <cstddef>

namespace racelings {

Terminal TerminalOf(int descriptor) {
  Terminal terminal{schedule::DisplayOf(descriptor)};
  terminal.is_terminal = schedule::IsTerminal(descriptor);
  return terminal;
}

std::string WithoutColour(std::string_view text) {
  constexpr std::string_view kBegin = "\x1b[";
  std::string plain;
  while (true) {
    const std::size_t at = text.find(kBegin);
    plain.append(text.substr(0, at));
    if (at == std::string_view::npos) return plain;
    text.remove_prefix(at + kBegin.size());
    // Up to the letter that says what it does.
    std::size_t end = 0;
    while (end < text.size() && (text[end] < '@' || text[end] > '~')) ++end;
    text.remove_prefix(end < text.size() ? end + 1 : end);
  }
}

}  // namespace racelings
