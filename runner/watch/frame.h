#ifndef RACELINGS_RUNNER_WATCH_FRAME_H_
#define RACELINGS_RUNNER_WATCH_FRAME_H_

#include <string>
#include <vector>

#include "runner/system/terminal.h"
#include "runner/watch/scene.h"

namespace racelings {

struct Size {
  int rows = 24;
  int columns = 80;
};

// A scene on a screen of that size: a line for each row, none too wide. The
// content begins `scroll` lines below its beginning; `scroll` is set to what is
// possible.
std::vector<std::string> DrawFrame(const Scene& scene, Size size,
                                   const Terminal& terminal, int& scroll);

// How many rows of it are for the content.
int ContentRows(Size size);

// "h hint  l list  q quit", as many as fit.
std::string KeysLine(const std::vector<KeyHelp>& keys, int columns,
                     const Terminal& terminal);

}  // namespace racelings

#endif  // RACELINGS_RUNNER_WATCH_FRAME_H_
