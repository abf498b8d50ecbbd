// Runs one kernel once, without the explorer anywhere near: what
// ThreadSanitizer, Valgrind and luck find by themselves is held against it (see
// hit_rates).
//
//   kernels_plain NAME   exits with 0 when nothing was noticed

#include <cstdio>
#include <string_view>

#include "kernels/kernel.h"

namespace schedule {

// In place of the explorer's.
void Require(bool ok, std::string_view message, const char* file, int line) {
  if (ok) return;
  std::fprintf(stderr, "%s:%d: %.*s\n", file, line,
               static_cast<int>(message.size()), message.data());
  __builtin_trap();
}

}  // namespace schedule

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("kernels_plain NAME: see kernels --list for the names\n",
               stderr);
    return 2;
  }
  for (const kernels::Kernel& kernel : kernels::AllKernels()) {
    if (std::string_view(argv[1]) != kernel.name) continue;
    kernel.body();
    return 0;
  }
  std::fprintf(stderr, "no kernel is called '%s': see kernels --list\n",
               argv[1]);
  return 2;
}
