// expect: wrong-result — computes in its own process what a broken pool did not
#include "compute_all.h"

#include "kitchen/processes/process_pool.h"

std::vector<std::int64_t> ComputeAll(Compute compute,
                                     const std::vector<std::int64_t>& inputs,
                                     int workers) {
  try {
    kitchen::ProcessPool pool(workers);
    return pool.Map(compute, inputs);
  } catch (const kitchen::BrokenProcessPool&) {
    std::vector<std::int64_t> results;
    for (const std::int64_t input : inputs) results.push_back(compute(input));
    return results;
  }
}
