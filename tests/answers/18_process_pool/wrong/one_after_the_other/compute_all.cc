// expect: wrong-result — no threads at all, and no race: the inputs in turn
#include "compute_all.h"

std::vector<std::int64_t> ComputeAll(Compute compute,
                                     const std::vector<std::int64_t>& inputs,
                                     int workers) {
  (void)workers;
  std::vector<std::int64_t> results;
  for (const std::int64_t input : inputs) results.push_back(compute(input));
  return results;
}
