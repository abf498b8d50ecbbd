#include "schedule/display.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstdlib>

namespace schedule {
namespace {

constexpr int kNarrowest = 20;
constexpr int kUsual = 80;
constexpr int kWidest = 200;

std::string FromEnvironment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

int WidthOf(int descriptor) {
  winsize size = {};
  if (ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    return size.ws_col;
  const std::string columns = FromEnvironment("COLUMNS");
  const char* end = columns.data() + columns.size();
  int width = 0;
  const auto [stop, error] = std::from_chars(columns.data(), end, width);
  return error == std::errc() && stop == end && width > 0 ? width : kUsual;
}

bool IsUtf8() {
  // As setlocale() looks them up: the first that is set decides.
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    std::string locale = FromEnvironment(name);
    if (locale.empty()) continue;
    for (char& c : locale)
      c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return locale.find("utf-8") != std::string::npos ||
           locale.find("utf8") != std::string::npos;
  }
  return false;
}

}  // namespace

std::string Display::Paint(std::string_view code, std::string_view text) const {
  if (!colour || text.empty()) return std::string(text);
  return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
}

bool IsTerminal(int descriptor) {
  const std::string term = FromEnvironment("TERM");
  return isatty(descriptor) == 1 && !term.empty() && term != "dumb";
}

Display DisplayOf(int descriptor) {
  return {
      .width = std::clamp(WidthOf(descriptor), kNarrowest, kWidest),
      .colour = IsTerminal(descriptor) && FromEnvironment("NO_COLOR").empty(),
      .utf8 = IsUtf8()};
}

}  // namespace schedule
