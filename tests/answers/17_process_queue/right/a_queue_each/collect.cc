// right — a queue for each worker, closed here before the next worker could
// inherit it
#include "collect.h"

#include <deque>
#include <optional>

#include "kitchen/processes/message_queue.h"
#include "kitchen/processes/process.h"

using kitchen::MessageQueue;
using kitchen::Process;

std::vector<std::string> Collect(const Worker& worker, int workers) {
  std::deque<MessageQueue> queues;
  std::vector<Process> processes;
  for (int i = 0; i < workers; ++i) {
    MessageQueue& queue = queues.emplace_back();
    processes.emplace_back("worker " + std::to_string(i), [&, i] {
      worker(i, [&](const std::string& message) { queue.Put(message); });
    });
    queue.CloseWriting();
  }
  std::vector<std::string> messages;
  for (MessageQueue& queue : queues) {
    while (std::optional<std::string> message = queue.Get()) {
      messages.push_back(*message);
    }
  }
  for (Process& process : processes) process.Join();
  return messages;
}
