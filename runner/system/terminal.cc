#include "runner/system/terminal.h"

namespace racelings {

Terminal TerminalOf(int descriptor) {
  Terminal terminal{schedule::DisplayOf(descriptor)};
  terminal.is_terminal = schedule::IsTerminal(descriptor);
  return terminal;
}

}  // namespace racelings
