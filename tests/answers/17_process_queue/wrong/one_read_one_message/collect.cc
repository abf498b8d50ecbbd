// expect: wrong-result — a pipe carries bytes: a read returns half a message,
// or two
#include "collect.h"

#include <sys/wait.h>
#include <unistd.h>

std::vector<std::string> Collect(const Worker& worker, int workers) {
  int ends[2];
  if (pipe(ends) != 0) return {};
  for (int i = 0; i < workers; ++i) {
    if (fork() == 0) {
      worker(i, [&](const std::string& message) {
        (void)!write(ends[1], message.data(), message.size());
      });
      _exit(0);
    }
  }
  close(ends[1]);
  std::vector<std::string> messages;
  std::string some(4096, '\0');
  for (ssize_t size = 0;
       (size = read(ends[0], some.data(), some.size())) > 0;) {
    messages.push_back(some.substr(0, static_cast<size_t>(size)));
  }
  close(ends[0]);
  while (wait(nullptr) > 0) {
  }
  return messages;
}
