// expect: deadlock — takes one message from each worker; the others are
// lost
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
  std::vector<std::string> messages;
  for (int i = 0; i < workers; ++i) {
    messages.push_back(queue.Get().value_or(""));
  }
  for (Process& process : processes) process.Join();
  return messages;
}
