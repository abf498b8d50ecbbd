// expect: wrong-result — a process for each input, all of them at once
#include "compute_all.h"

#include <cstddef>
#include <deque>
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
  (void)workers;
  std::deque<MessageQueue> queues;
  std::vector<Process> processes;
  for (const std::int64_t input : inputs) {
    MessageQueue& queue = queues.emplace_back();
    processes.emplace_back("worker", [&queue, compute, input] {
      queue.Put(std::to_string(compute(input)));
    });
    queue.CloseWriting();
  }
  std::vector<std::int64_t> results;
  for (MessageQueue& queue : queues) {
    const std::optional<std::string> result = queue.Get();
    if (!result.has_value()) throw std::runtime_error("a worker was killed");
    results.push_back(std::stoll(*result));
  }
  return results;
}
