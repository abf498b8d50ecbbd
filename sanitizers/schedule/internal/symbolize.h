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
std::map<CodeAddress, std::vector<Frame>> Symbolize(
    const std::vector<CodeAddress>& addresses);

}  // namespace schedule::internal

#endif  // RACELINGS_SCHEDULE_INTERNAL_SYMBOLIZE_H_
