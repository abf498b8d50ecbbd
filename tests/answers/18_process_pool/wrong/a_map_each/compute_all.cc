// expect: wrong-result — a map for each input: each is waited for before the
// next is given out
#include "compute_all.h"

#include "kitchen/processes/process_pool.h"

std::vector<std::int64_t> ComputeAll(Compute compute,
                                     const std::vector<std::int64_t>& inputs,
                                     int workers) {
  kitchen::ProcessPool pool(workers);
  std::vector<std::int64_t> results;
  for (const std::int64_t input : inputs) {
    results.push_back(pool.Map(compute, {input}).front());
  }
  return results;
}
