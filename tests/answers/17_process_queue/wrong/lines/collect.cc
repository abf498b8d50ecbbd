// expect: wrong-result — a message for each line: one that has a line break in
// it falls apart
#include "collect.h"

#include <sys/wait.h>
#include <unistd.h>

std::vector<std::string> Collect(const Worker& worker, int workers) {
  int ends[2];
  if (pipe(ends) != 0) return {};
  for (int i = 0; i < workers; ++i) {
    if (fork() == 0) {
      worker(i, [&](const std::string& message) {
        const std::string line = message + "\n";
        (void)!write(ends[1], line.data(), line.size());
      });
      _exit(0);
    }
  }
  close(ends[1]);
  std::vector<std::string> messages;
  std::string rest;
  std::string some(4096, '\0');
  for (ssize_t size = 0;
       (size = read(ends[0], some.data(), some.size())) > 0;) {
    rest.append(some, 0, static_cast<size_t>(size));
    for (size_t end = 0; (end = rest.find('\n')) != std::string::npos;) {
      messages.push_back(rest.substr(0, end));
      rest.erase(0, end + 1);
    }
  }
  close(ends[0]);
  while (wait(nullptr) > 0) {
  }
  return messages;
}
