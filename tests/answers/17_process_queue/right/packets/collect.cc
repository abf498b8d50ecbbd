// right — a pair of sockets that keeps messages apart; a byte in front tells an
// empty one from the end
#include "collect.h"

#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

std::vector<std::string> Collect(const Worker& worker, int workers) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends) != 0) return {};
  for (int i = 0; i < workers; ++i) {
    if (fork() == 0) {
      worker(i, [&](const std::string& message) {
        const std::string packet = "m" + message;
        (void)!send(ends[1], packet.data(), packet.size(), 0);
      });
      _exit(0);
    }
  }
  close(ends[1]);
  std::vector<std::string> messages;
  std::string packet(4096, '\0');
  for (ssize_t size = 0;
       (size = recv(ends[0], packet.data(), packet.size(), 0)) > 0;) {
    messages.push_back(packet.substr(1, static_cast<size_t>(size) - 1));
  }
  close(ends[0]);
  while (wait(nullptr) > 0) {
  }
  return messages;
}
