#include "runner/system/spawn.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "runner/sandbox/bubblewrap.h"
#include "runner/system/error.h"

namespace racelings {
namespace {

// Between fork and exec only; `failure` is where to say why exec failed.
[[noreturn]] void BecomeCommand(const Command& command, pid_t parent,
                                int output, int failure,
                                std::vector<char*>& argv,
                                const Confining* confining) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != parent)
    _exit(127);  // the parent died before it could be watched
  std::signal(SIGPIPE, SIG_DFL);
  if (!command.interactive) {
    setpgid(0, 0);
    const int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    dup2(nothing, STDIN_FILENO);
    dup2(output, STDOUT_FILENO);
    dup2(output, STDERR_FILENO);
  }
  int error = 0;
  if (!command.directory.empty() && chdir(command.directory.c_str()) != 0)
    error = errno;
  if (error == 0 && confining != nullptr) {
    error = BecomeConfined(*confining, *command.confinement, command.directory,
                           command.report, kReportDescriptor);
  }
  if (error == 0) {
    for (const auto& [name, value] : command.environment) {
      setenv(name.c_str(), value.c_str(), 1);
    }
    execvp(argv[0], argv.data());
    error = errno;
  }
  if (write(failure, &error, sizeof error) < 0) _exit(126);
  _exit(127);
}

// The keepers of what was detached.
std::vector<pid_t>& Keepers() {
  static std::vector<pid_t> keepers;
  return keepers;
}

// In a process between this one and a program that is detached: takes in what
// that leaves behind, which would come to this one otherwise, and stays until
// all of it has ended. An error of the start is written to `failure`.
[[noreturn]] void Keep(std::vector<char*>& argv, int failure) {
  setsid();
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGCHLD, SIGPIPE})
    std::signal(number, SIG_DFL);
  const int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    dup2(nothing, stream);
  // Nothing of the runner's stays open here: neither its locks nor its pipes.
  const int report = fcntl(failure, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  close_range(STDERR_FILENO + 1, static_cast<unsigned>(report) - 1, 0);
  close_range(static_cast<unsigned>(report) + 1, ~0U, 0);
  const pid_t pid = fork();
  int error = pid < 0 ? errno : 0;
  if (pid == 0) {
    execvp(argv[0], argv.data());
    error = errno;
  }
  if (error != 0 && write(report, &error, sizeof error) < 0) _exit(126);
  if (pid == 0) _exit(127);
  close(report);
  while (waitpid(-1, nullptr, 0) > 0 || errno == EINTR) {
  }
  _exit(0);
}

// 0, or the error that is written to `failure` before it is closed.
int ReadFailure(int failure) {
  int error = 0;
  ssize_t got = 0;
  do {
    got = read(failure, &error, sizeof error);
  } while (got < 0 && errno == EINTR);
  return got == 0 ? 0 : error;
}

std::vector<char*> PointersTo(const std::vector<std::string>& words) {
  std::vector<char*> argv;
  argv.reserve(words.size() + 1);
  for (const std::string& word : words)
    argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  return argv;
}

std::vector<pid_t> Children() {
  std::ifstream file(absl::StrCat("/proc/self/task/", getpid(), "/children"));
  std::vector<pid_t> children;
  for (pid_t pid = 0; file >> pid;) {
    if (std::find(Keepers().begin(), Keepers().end(), pid) == Keepers().end())
      children.push_back(pid);
  }
  return children;
}

}  // namespace

namespace {

absl::StatusOr<Child> Start(const Command& command,
                            const Confining* confining) {
  std::vector<char*> argv = PointersTo(command.argv);
  int output[2] = {-1, -1};
  int failure[2] = {-1, -1};
  if (pipe2(failure, O_CLOEXEC) != 0)
    return SystemError(errno, "cannot make a pipe");
  if (!command.interactive && pipe2(output, O_CLOEXEC) != 0) {
    const int error = errno;
    close(failure[0]);
    close(failure[1]);
    return SystemError(error, "cannot make a pipe");
  }
  const pid_t parent = getpid();
  const pid_t pid = fork();
  if (pid == 0) {
    BecomeCommand(command, parent, output[1], failure[1], argv, confining);
  }
  int error = errno;
  close(failure[1]);
  if (output[1] >= 0) close(output[1]);
  // A successful exec closes the pipe.
  if (pid > 0) error = ReadFailure(failure[0]);
  close(failure[0]);
  if (pid > 0 && error == 0) {
    if (output[0] >= 0) fcntl(output[0], F_SETFL, O_NONBLOCK);
    return Child{pid, output[0]};
  }
  if (output[0] >= 0) close(output[0]);
  if (pid > 0) waitpid(pid, nullptr, 0);
  return SystemError(error, absl::StrCat("cannot start ", command.argv[0]));
}

}  // namespace

absl::StatusOr<Child> Spawn(const Command& command) {
  return Start(command, nullptr);
}

absl::StatusOr<Child> SpawnConfined(const Command& command,
                                    const Confining& confining) {
  if (confining.isolation != Isolation::kBubblewrap)
    return Start(command, &confining);
  Command wrapped = command;
  wrapped.argv = InBubblewrap(command.argv, command.directory,
                              *command.confinement, confining.allowance);
  return Start(wrapped, &confining);
}

absl::Status SpawnDetached(const std::vector<std::string>& words) {
  std::vector<char*> argv = PointersTo(words);
  int failure[2] = {-1, -1};
  if (pipe2(failure, O_CLOEXEC) != 0)
    return SystemError(errno, "cannot make a pipe");
  const pid_t pid = fork();
  if (pid == 0) Keep(argv, failure[1]);
  int error = errno;
  close(failure[1]);
  if (pid > 0) error = ReadFailure(failure[0]);
  close(failure[0]);
  if (pid > 0) Keepers().push_back(pid);
  return error == 0
             ? absl::OkStatus()
             : SystemError(error, absl::StrCat("cannot start ", words[0]));
}

void KillAllChildren() {
  std::erase_if(Keepers(), [](pid_t keeper) {
    return waitpid(keeper, nullptr, WNOHANG) == keeper;
  });
  // A child that dies hands its own children on to us: look until there are
  // none.
  for (std::vector<pid_t> children = Children(); !children.empty();
       children = Children()) {
    for (const pid_t pid : children) {
      kill(pid, SIGKILL);
      while (waitpid(pid, nullptr, 0) < 0 && errno == EINTR) {
      }
    }
  }
}

}  // namespace racelings
