// expect: wrong-result — makes a new pool when one breaks, and computes
// everything again
#include "compute_all.h"

#include "kitchen/processes/process_pool.h"

std::vector<std::int64_t> ComputeAll(Compute compute,
                                     const std::vector<std::int64_t>& inputs,
                                     int workers) {
  try {
    kitchen::ProcessPool pool(workers);
    return pool.Map(compute, inputs);
  } catch (const kitchen::BrokenProcessPool&) {
    kitchen::ProcessPool pool(workers);
    return pool.Map(compute, inputs);
  }
}
