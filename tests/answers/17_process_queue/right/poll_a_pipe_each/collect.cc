// right — a pipe for each worker, all of them polled; the length stands in
// front of each message
#include "collect.h"

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>

namespace {

// Takes the whole messages off the front of `bytes`.
void TakeWhole(std::string* bytes, std::vector<std::string>* messages) {
  size_t size = 0;
  while (bytes->size() >= sizeof(size)) {
    std::memcpy(&size, bytes->data(), sizeof(size));
    if (bytes->size() < sizeof(size) + size) return;
    messages->push_back(bytes->substr(sizeof(size), size));
    bytes->erase(0, sizeof(size) + size);
  }
}

}  // namespace

std::vector<std::string> Collect(const Worker& worker, int workers) {
  std::vector<pollfd> pipes;
  for (int i = 0; i < workers; ++i) {
    int ends[2];
    if (pipe(ends) != 0) return {};
    if (fork() == 0) {
      worker(i, [&](const std::string& message) {
        const size_t size = message.size();
        std::string bytes(reinterpret_cast<const char*>(&size), sizeof(size));
        bytes += message;
        (void)!write(ends[1], bytes.data(), bytes.size());
      });
      _exit(0);
    }
    close(ends[1]);
    pipes.push_back({.fd = ends[0], .events = POLLIN, .revents = 0});
  }
  std::vector<std::string> bytes(pipes.size());
  std::vector<std::string> messages;
  for (size_t open = pipes.size(); open > 0;) {
    poll(pipes.data(), pipes.size(), -1);
    for (size_t i = 0; i < pipes.size(); ++i) {
      if (pipes[i].fd < 0 || pipes[i].revents == 0) continue;
      char some[4096];
      const ssize_t size = read(pipes[i].fd, some, sizeof(some));
      if (size > 0) {
        bytes[i].append(some, static_cast<size_t>(size));
        TakeWhole(&bytes[i], &messages);
      } else {
        close(pipes[i].fd);
        pipes[i].fd = -1;
        --open;
      }
    }
  }
  while (wait(nullptr) > 0) {
  }
  return messages;
}
