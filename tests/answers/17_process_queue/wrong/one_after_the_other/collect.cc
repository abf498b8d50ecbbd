// expect: wrong-result — drains and joins one worker before it starts the next
#include "collect.h"

#include <optional>

#include "kitchen/processes/message_queue.h"
#include "kitchen/processes/process.h"

using kitchen::MessageQueue;
using kitchen::Process;

std::vector<std::string> Collect(const Worker& worker, int workers) {
  std::vector<std::string> messages;
  for (int i = 0; i < workers; ++i) {
    MessageQueue queue;
    const Process process("worker " + std::to_string(i), [&, i] {
      worker(i, [&](const std::string& message) { queue.Put(message); });
    });
    queue.CloseWriting();
    while (std::optional<std::string> message = queue.Get()) {
      messages.push_back(*message);
    }
  }
  return messages;
}
