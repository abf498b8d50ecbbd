// expect: wrong-result — a chunk for each worker: who is done first has nothing
// to do, while inputs are left
#include "compute_all.h"

#include "kitchen/processes/process_pool.h"

std::vector<std::int64_t> ComputeAll(Compute compute,
                                     const std::vector<std::int64_t>& inputs,
                                     int workers) {
  kitchen::ProcessPool pool(workers);
  const auto count = static_cast<std::size_t>(workers);
  return pool.Map(compute, inputs, (inputs.size() + count) / count);
}
