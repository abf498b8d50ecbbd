#ifndef RACELINGS_RUNNER_SYSTEM_TERMINAL_H_
#define RACELINGS_RUNNER_SYSTEM_TERMINAL_H_

#include <string>
#include <string_view>

namespace racelings {

// What may be written to an output stream: on a terminal a line may be written
// over; colour is for terminals that have it and people who want it.
struct Terminal {
  bool is_terminal = false;
  bool colour = false;

  std::string Bold(std::string_view text) const { return Paint("1", text); }
  std::string Red(std::string_view text) const { return Paint("1;31", text); }
  std::string Green(std::string_view text) const { return Paint("1;32", text); }
  std::string Blue(std::string_view text) const { return Paint("1;34", text); }
  std::string Dim(std::string_view text) const { return Paint("2", text); }

 private:
  std::string Paint(std::string_view code, std::string_view text) const;
};

// What the stream behind `descriptor` is, and what NO_COLOR and TERM ask for.
Terminal TerminalOf(int descriptor);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_SYSTEM_TERMINAL_H_
