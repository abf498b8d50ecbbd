// expect: wrong-result — a pool of one process, whatever was asked for
#include "compute_all.h"

#include "kitchen/processes/process_pool.h"

std::vector<std::int64_t> ComputeAll(Compute compute,
                                     const std::vector<std::int64_t>& inputs,
                                     int workers) {
  (void)workers;
  kitchen::ProcessPool pool(1);
  return pool.Map(compute, inputs);
}
