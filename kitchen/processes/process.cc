#include "kitchen/processes/process.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <exception>
#include <system_error>
#include <utility>

#include "kitchen/staff.h"

namespace kitchen {
namespace {

constexpr int kThrew = 1;

[[noreturn]] void Run(const std::string& name,
                      const std::function<void()>& function) {
  SetThreadName(name);
  int status = 0;
  try {
    function();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s: %s\n", name.c_str(), error.what());
    status = kThrew;
  } catch (...) {
    std::fprintf(stderr, "%s: threw something that is no std::exception\n",
                 name.c_str());
    status = kThrew;
  }
  std::fflush(nullptr);
  _exit(status);
}

}  // namespace

Process::Process(std::string name, const std::function<void()>& function)
    : name_(std::move(name)) {
  std::fflush(nullptr);
  pid_ = fork();
  if (pid_ == 0) Run(name_, function);
  if (pid_ < 0) {
    throw std::system_error(errno, std::generic_category(),
                            "cannot start the process " + name_);
  }
  parent_ = getpid();
}

Process::~Process() { Join(); }

Process::Process(Process&& other) noexcept
    : name_(std::move(other.name_)),
      pid_(other.pid_),
      parent_(std::exchange(other.parent_, -1)),
      exit_code_(other.exit_code_) {}

Process& Process::operator=(Process&& other) noexcept {
  if (this == &other) return *this;
  Join();
  name_ = std::move(other.name_);
  pid_ = other.pid_;
  parent_ = std::exchange(other.parent_, -1);
  exit_code_ = other.exit_code_;
  return *this;
}

void Process::Join() {
  // In a copy of the parent it is somebody else's child.
  if (std::exchange(parent_, -1) != getpid()) return;
  int status = 0;
  pid_t ended = -1;
  do {
    ended = waitpid(pid_, &status, 0);
  } while (ended < 0 && errno == EINTR);
  if (ended != pid_) return;
  exit_code_ = WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

void Process::Kill() {
  if (parent_ == getpid()) kill(pid_, SIGKILL);
}

}  // namespace kitchen
