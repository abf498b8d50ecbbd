// expect: wrong-result — a broken pool is no results, and nobody is told
#include "compute_all.h"

#include "kitchen/processes/process_pool.h"

std::vector<std::int64_t> ComputeAll(Compute compute,
                                     const std::vector<std::int64_t>& inputs,
                                     int workers) {
  try {
    kitchen::ProcessPool pool(workers);
    return pool.Map(compute, inputs);
  } catch (const kitchen::BrokenProcessPool&) {
    return {};
  }
}
