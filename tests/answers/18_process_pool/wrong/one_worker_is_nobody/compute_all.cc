// expect: wrong-result — spares the process where there is one worker: what
// kills the worker kills the caller then
#include "compute_all.h"

#include "kitchen/processes/process_pool.h"

std::vector<std::int64_t> ComputeAll(Compute compute,
                                     const std::vector<std::int64_t>& inputs,
                                     int workers) {
  if (workers == 1) {
    std::vector<std::int64_t> results;
    for (const std::int64_t input : inputs) results.push_back(compute(input));
    return results;
  }
  kitchen::ProcessPool pool(workers);
  return pool.Map(compute, inputs);
}
