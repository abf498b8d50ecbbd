// expect: wrong-result — all messages, and all workers left behind as zombies
#include "collect.h"

#include <unistd.h>

#include <optional>

#include "kitchen/processes/message_queue.h"

using kitchen::MessageQueue;

std::vector<std::string> Collect(const Worker& worker, int workers) {
  MessageQueue queue;
  for (int i = 0; i < workers; ++i) {
    if (fork() == 0) {
      worker(i, [&](const std::string& message) { queue.Put(message); });
      _exit(0);
    }
  }
  queue.CloseWriting();  // Nothing from here: the end comes with the last
                         // worker.
  std::vector<std::string> messages;
  while (std::optional<std::string> message = queue.Get()) {
    messages.push_back(*message);
  }
  return messages;
}
