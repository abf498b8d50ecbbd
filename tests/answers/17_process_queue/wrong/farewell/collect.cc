// expect: deadlock — waits for a farewell from each worker, and one that
// was killed says none
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
      worker(i, [&](const std::string& message) { queue.Put("m" + message); });
      queue.Put("farewell");
    });
  }
  std::vector<std::string> messages;
  for (int working = workers; working > 0;) {
    const std::string message = queue.Get().value_or("");
    if (message == "farewell") {
      --working;
    } else {
      messages.push_back(message.substr(1));
    }
  }
  for (Process& process : processes) process.Join();
  return messages;
}
