// right — the next input and all results in shared memory; what is not marked
// as done was lost with its worker
#include "compute_all.h"

#include <sys/mman.h>

#include <atomic>
#include <cstddef>
#include <new>
#include <stdexcept>
#include <string>

#include "kitchen/processes/process.h"

using kitchen::Process;

namespace {

struct Result {
  std::int64_t value;
  bool done;
};

}  // namespace

std::vector<std::int64_t> ComputeAll(Compute compute,
                                     const std::vector<std::int64_t>& inputs,
                                     int workers) {
  const std::size_t size =
      sizeof(std::atomic<std::size_t>) + inputs.size() * sizeof(Result);
  void* memory = mmap(nullptr, size, PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  auto* next = new (memory) std::atomic<std::size_t>(0);
  auto* all = reinterpret_cast<Result*>(next + 1);
  std::vector<Process> processes;
  for (int i = 0; i < workers; ++i) {
    processes.emplace_back("worker " + std::to_string(i), [&, next, all] {
      for (std::size_t at = (*next)++; at < inputs.size(); at = (*next)++) {
        all[at].value = compute(inputs[at]);
        all[at].done = true;
      }
    });
  }
  for (Process& process : processes) process.Join();
  std::vector<std::int64_t> results;
  for (std::size_t i = 0; i < inputs.size() && all[i].done; ++i) {
    results.push_back(all[i].value);
  }
  munmap(memory, size);
  if (results.size() < inputs.size()) {
    throw std::runtime_error("a worker was killed");
  }
  return results;
}
