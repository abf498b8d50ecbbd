// Addresses to source lines, by llvm-symbolizer.

#ifndef RACELINGS_SCHEDULE_INTERNAL_SYMBOLIZE_H_
#define RACELINGS_SCHEDULE_INTERNAL_SYMBOLIZE_H_

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace schedule::internal {

struct Frame {
  std::string file;
  std::string function;
  int line = 0;
  int column = 0;
};

// A place in a file of code: its path, and the offset from where it is loaded.
using CodeAddress = std::pair<std::string, uintptr_t>;

// The frames at each address, innermost first: more than one where calls were
// inlined. Addresses that cannot be named, for want of debug information or of
// llvm-symbolizer, are left out.
//
// Starts llvm-symbolizer when it is first called, and keeps it until the
// process ends, or StopSymbolizer is called. One thread at a time.
std::map<CodeAddress, std::vector<Frame>> Symbolize(
    const std::vector<CodeAddress>& addresses);

// In a forked process: closes what it has of its parent's.
void StopSymbolizer();

}  // namespace schedule::internal

#endif  // RACELINGS_SCHEDULE_INTERNAL_SYMBOLIZE_H_
