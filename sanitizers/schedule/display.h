// What a text may be drawn with: how wide, with which characters and colours.

#ifndef RACELINGS_SCHEDULE_DISPLAY_H_
#define RACELINGS_SCHEDULE_DISPLAY_H_

#include <string>
#include <string_view>

namespace schedule {

struct Display {
  int width = 80;  // Columns.
  bool colour = false;
  bool utf8 = false;  // Otherwise ASCII alone.

  std::string Bold(std::string_view text) const { return Paint("1", text); }
  std::string Red(std::string_view text) const { return Paint("1;31", text); }
  std::string Blue(std::string_view text) const { return Paint("1;34", text); }
  std::string Dim(std::string_view text) const { return Paint("2", text); }
  std::string Paint(std::string_view code, std::string_view text) const;
};

// What the stream behind `descriptor` can show. A terminal has a width of its
// own, and colour unless NO_COLOR is set or TERM is "dumb"; for anything else
// COLUMNS says how wide. LC_ALL, LC_CTYPE and LANG say whether it is UTF-8.
Display DisplayOf(int descriptor);

// Whether it is a terminal on which text can be painted and written over.
bool IsTerminal(int descriptor);

}  // namespace schedule

#endif  // RACELINGS_SCHEDULE_DISPLAY_H_
