#include "runner/system/terminal.h"

#include <unistd.h>

#include <cstdlib>

#include "absl/strings/str_cat.h"

namespace racelings {

std::string Terminal::Paint(std::string_view code,
                            std::string_view text) const {
  return colour ? absl::StrCat("\x1b[", code, "m", text, "\x1b[0m")
                : std::string(text);
}

Terminal TerminalOf(int descriptor) {
  const char* term = std::getenv("TERM");
  const char* no_colour = std::getenv("NO_COLOR");
  Terminal terminal;
  terminal.is_terminal = isatty(descriptor) == 1 && term != nullptr &&
                         std::string_view(term) != "dumb";
  terminal.colour =
      terminal.is_terminal && (no_colour == nullptr || *no_colour == '\0');
  return terminal;
}

}  // namespace racelings
