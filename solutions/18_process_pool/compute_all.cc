#include "compute_all.h"

#include "kitchen/processes/process_pool.h"

std::vector<std::int64_t> ComputeAll(Compute compute,
                                     const std::vector<std::int64_t>& inputs,
                                     int workers) {
  kitchen::ProcessPool pool(workers);
  return pool.Map(compute, inputs);
}
