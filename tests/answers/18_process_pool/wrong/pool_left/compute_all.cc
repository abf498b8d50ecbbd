// expect: wrong-result — the pool is never taken down: its workers stay
#include "compute_all.h"

#include "kitchen/processes/process_pool.h"

std::vector<std::int64_t> ComputeAll(Compute compute,
                                     const std::vector<std::int64_t>& inputs,
                                     int workers) {
  auto* pool = new kitchen::ProcessPool(workers);
  return pool->Map(compute, inputs);
}
