// The script: three large sums, on four workers.

#include <cstdint>
#include <string>

#include "compute_all.h"
#include "kitchen/console.h"
#include "legacy.h"

int main() {
  std::string list;
  for (const std::int64_t result :
       ComputeAll(LegacyCompute, {5'000'000, 10'000'000, 20'000'000}, 4)) {
    list += (list.empty() ? "" : ", ") + std::to_string(result);
  }
  kitchen::Say("[" + list + "]");
}
