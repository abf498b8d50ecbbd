#include "kitchen/processes/message_queue.h"

#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <ctime>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace kitchen {
namespace {

// In front of each message, because the kernel keeps no empty ones.
constexpr char kMark = 'm';
static_assert(MessageQueue::kLongest + 1 == PIPE_BUF);

[[noreturn]] void Throw(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

// write() that answers with EPIPE and no signal. The signal is this thread's,
// and so is kept back and taken away here (pthread_sigmask(3), sigwait(3)).
ssize_t WriteWithoutSignal(int fd, const std::string& bytes) {
  sigset_t pipe_signal;
  sigset_t before;
  sigset_t pending;
  sigemptyset(&pipe_signal);
  sigaddset(&pipe_signal, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &pipe_signal, &before);
  sigpending(&pending);
  const ssize_t written = write(fd, bytes.data(), bytes.size());
  const int error = errno;
  if (written < 0 && error == EPIPE && sigismember(&pending, SIGPIPE) == 0) {
    const timespec at_once = {};
    while (sigtimedwait(&pipe_signal, nullptr, &at_once) < 0 &&
           errno == EINTR) {
    }
  }
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  errno = error;
  return written;
}

void Close(int* fd) {
  if (*fd >= 0) close(std::exchange(*fd, -1));
}

}  // namespace

MessageQueue::MessageQueue() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_DIRECT | O_CLOEXEC) != 0) {
    Throw("cannot make a message queue");
  }
  reading_ = ends[0];
  writing_ = ends[1];
}

MessageQueue::~MessageQueue() {
  CloseReading();
  CloseWriting();
}

void MessageQueue::Put(std::string_view message) {
  if (message.size() > kLongest) {
    throw std::length_error("a message of " + std::to_string(message.size()) +
                            " bytes is too long for a queue: at most " +
                            std::to_string(kLongest));
  }
  const std::string packet = kMark + std::string(message);
  while (WriteWithoutSignal(writing_, packet) < 0) {
    if (errno != EINTR) Throw("cannot put a message into a queue");
  }
}

std::optional<std::string> MessageQueue::Get() {
  std::string packet(kLongest + 1, '\0');
  ssize_t size = -1;
  while ((size = read(reading_, packet.data(), packet.size())) < 0) {
    if (errno != EINTR) Throw("cannot get a message from a queue");
  }
  if (size == 0) return std::nullopt;
  return packet.substr(1, static_cast<std::size_t>(size) - 1);
}

void MessageQueue::CloseReading() { Close(&reading_); }

void MessageQueue::CloseWriting() { Close(&writing_); }

}  // namespace kitchen
