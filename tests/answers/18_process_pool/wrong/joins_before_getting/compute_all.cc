// expect: deadlock — joins the workers, and takes the results then: a queue has
// room for a few
#include "compute_all.h"

#include <sys/mman.h>

#include <atomic>
#include <cstddef>
#include <new>
#include <optional>
#include <stdexcept>
#include <string>

#include "kitchen/processes/message_queue.h"
#include "kitchen/processes/process.h"

using kitchen::MessageQueue;
using kitchen::Process;

std::vector<std::int64_t> ComputeAll(Compute compute,
                                     const std::vector<std::int64_t>& inputs,
                                     int workers) {
  void* memory =
      mmap(nullptr, sizeof(std::atomic<std::size_t>), PROT_READ | PROT_WRITE,
           MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  auto* next = new (memory) std::atomic<std::size_t>(0);
  MessageQueue done;
  std::vector<Process> processes;
  for (int i = 0; i < workers; ++i) {
    processes.emplace_back("worker " + std::to_string(i), [&, next] {
      for (std::size_t at = (*next)++; at < inputs.size(); at = (*next)++) {
        done.Put(std::to_string(at) + " " +
                 std::to_string(compute(inputs[at])));
      }
    });
  }
  std::vector<std::int64_t> results(inputs.size());
  std::size_t count = 0;
  done.CloseWriting();
  for (Process& process : processes) process.Join();
  while (std::optional<std::string> message = done.Get()) {
    const std::size_t space = message->find(' ');
    results[std::stoull(*message)] = std::stoll(message->substr(space));
    ++count;
  }
  munmap(memory, sizeof(std::atomic<std::size_t>));
  if (count < inputs.size()) throw std::runtime_error("a worker was killed");
  return results;
}
