// expect: deadlock — a queue each, all made before the first worker: each
// worker has the others' writing ends as well
#include "collect.h"

#include <deque>
#include <optional>

#include "kitchen/processes/message_queue.h"
#include "kitchen/processes/process.h"

using kitchen::MessageQueue;
using kitchen::Process;

std::vector<std::string> Collect(const Worker& worker, int workers) {
  std::deque<MessageQueue> queues(static_cast<size_t>(workers));
  std::vector<Process> processes;
  for (int i = 0; i < workers; ++i) {
    processes.emplace_back("worker " + std::to_string(i), [&, i] {
      MessageQueue& queue = queues[static_cast<size_t>(i)];
      worker(i, [&](const std::string& message) { queue.Put(message); });
    });
  }
  for (MessageQueue& queue : queues) queue.CloseWriting();
  std::vector<std::string> messages;
  for (MessageQueue& queue : queues) {
    while (std::optional<std::string> message = queue.Get()) {
      messages.push_back(*message);
    }
  }
  for (Process& process : processes) process.Join();
  return messages;
}
