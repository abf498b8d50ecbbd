// expect: deadlock — closes its end in time, and still waits for the
// workers before it takes what they put
#include "collect.h"

#include <optional>

#include "kitchen/processes/message_queue.h"
#include "kitchen/processes/process.h"

using kitchen::MessageQueue;
using kitchen::Process;

std::vector<std::string> Collect(const Worker& worker, int workers) {
  MessageQueue queue;
  std::vector<Process> processes;
  for (int i = 0; i < workers; ++i) {
    processes.emplace_back("worker " + std::to_string(i), [&, i] {
      worker(i, [&](const std::string& message) { queue.Put(message); });
    });
  }
  queue.CloseWriting();
  for (Process& process : processes) process.Join();
  std::vector<std::string> messages;
  while (std::optional<std::string> message = queue.Get()) {
    messages.push_back(*message);
  }
  return messages;
}
