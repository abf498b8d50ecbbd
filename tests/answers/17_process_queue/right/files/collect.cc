// right — a file for each worker, which has room for everything: it may be read
// after the end
#include "collect.h"

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

std::vector<std::string> Collect(const Worker& worker, int workers) {
  std::vector<int> files;
  for (int i = 0; i < workers; ++i) {
    const int file = memfd_create("messages", MFD_CLOEXEC);
    files.push_back(file);
    if (fork() == 0) {
      worker(i, [file](const std::string& message) {
        const size_t size = message.size();
        (void)!write(file, &size, sizeof(size));
        (void)!write(file, message.data(), size);
      });
      _exit(0);
    }
  }
  while (wait(nullptr) > 0) {
  }
  std::vector<std::string> messages;
  for (const int file : files) {
    lseek(file, 0, SEEK_SET);
    size_t size = 0;
    while (read(file, &size, sizeof(size)) == sizeof(size)) {
      std::string message(size, '\0');
      (void)!read(file, message.data(), size);
      messages.push_back(message);
    }
    close(file);
  }
  return messages;
}
