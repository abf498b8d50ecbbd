#include "runner/sandbox/isolation.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <vector>

#include "runner/sandbox/bubblewrap.h"
#include "runner/sandbox/namespaces.h"

namespace racelings {
namespace {

constexpr char kHarmless[] = "/usr/bin/env";  // which every system has

[[noreturn]] void Try(Isolation isolation) {
  std::vector<std::string> words = {kHarmless};
  const int null = open("/dev/null", O_RDWR | O_CLOEXEC);
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    dup2(null, stream);
  if (isolation == Isolation::kBubblewrap) {
    words = InBubblewrap(words, "", {}, {});
  } else if (EnterNamespaces({}, {}, "") != 0) {
    _exit(1);
  }
  std::vector<char*> argv;
  argv.reserve(words.size() + 1);
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  execvp(argv[0], argv.data());
  _exit(1);
}

}  // namespace

bool Works(Isolation isolation) {
  if (isolation == Isolation::kLimits) return true;
  const pid_t child = fork();
  if (child == 0) Try(isolation);
  int status = -1;
  while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return child > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

Isolation BestIsolation(std::string_view wanted) {
  for (const Isolation isolation :
       {Isolation::kBubblewrap, Isolation::kNamespaces}) {
    const bool better_than_wanted =
        (wanted == IsolationName(Isolation::kLimits)) ||
        (wanted == IsolationName(Isolation::kNamespaces) &&
         isolation == Isolation::kBubblewrap);
    if (!better_than_wanted && Works(isolation)) return isolation;
  }
  return Isolation::kLimits;
}

}  // namespace racelings
