#ifndef RACELINGS_RUNNER_SYSTEM_TERMINAL_H_
#define RACELINGS_RUNNER_SYSTEM_TERMINAL_H_

#include <string>
#include <string_view>

#include "schedule/display.h"

namespace racelings {

// What may be written to an output stream: on a terminal a line may be written
// over; colour is for terminals that have it and people who want it.
struct Terminal : schedule::Display {
  bool is_terminal = false;

  std::string Green(std::string_view text) const { return Paint("1;32", text); }
};

// What the stream behind `descriptor` is, and what the environment asks for.
Terminal TerminalOf(int descriptor);

// `text` without the sequences that paint it.
std::string WithoutColour(std::string_view text);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_SYSTEM_TERMINAL_H_
