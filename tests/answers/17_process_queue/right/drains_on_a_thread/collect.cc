// right — a thread drains while the workers are waited for; it sees the end
// once this process has closed as well
#include "collect.h"

#include <optional>
#include <thread>

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
  std::thread drain([&] {
    while (std::optional<std::string> message = queue.Get()) {
      messages.push_back(*message);
    }
  });
  for (Process& process : processes) process.Join();
  queue.CloseWriting();
  drain.join();
  return messages;
}
