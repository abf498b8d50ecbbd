// expect: wrong-result — sees the end of a worker as long as there is something
// to hand out; of the last calls it just takes what comes
#include "compute_all.h"

#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstddef>
#include <stdexcept>

namespace {

class Workers {
 public:
  Workers(Compute compute, int count) {
    for (int i = 0; i < count; ++i) Start(compute);
  }
  ~Workers() {
    for (const pollfd& socket : sockets_) close(socket.fd);
    for (const pid_t pid : pids_) {
      kill(pid, SIGKILL);
      waitpid(pid, nullptr, 0);
    }
  }
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  std::vector<std::int64_t> Map(const std::vector<std::int64_t>& inputs) {
    std::vector<std::int64_t> results(inputs.size());
    std::vector<std::size_t> places(sockets_.size());
    std::size_t next = 0;
    std::size_t busy = 0;
    const auto give = [&](std::size_t worker) {
      if (next == inputs.size()) return;
      places[worker] = next;
      const std::int64_t input = inputs[next++];
      if (send(sockets_[worker].fd, &input, sizeof(input), MSG_NOSIGNAL) < 0) {
        throw std::runtime_error("a worker was killed");
      }
      ++busy;
    };
    for (std::size_t i = 0; i < sockets_.size(); ++i) give(i);
    while (busy > 0) {
      poll(sockets_.data(), sockets_.size(), -1);
      for (std::size_t i = 0; i < sockets_.size(); ++i) {
        if (sockets_[i].revents == 0) continue;
        std::int64_t result = 0;
        const ssize_t size = recv(sockets_[i].fd, &result, sizeof(result), 0);
        if (size <= 0 && next < inputs.size()) {
          throw std::runtime_error("a worker was killed");
        }
        results[places[i]] = result;
        --busy;
        if (size <= 0) sockets_[i].events = 0;
        give(i);
      }
    }
    return results;
  }

 private:
  void Start(Compute compute) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends) != 0) return;
    const pid_t pid = fork();
    if (pid == 0) {
      for (const pollfd& socket : sockets_) close(socket.fd);
      close(ends[0]);
      std::int64_t n = 0;
      while (recv(ends[1], &n, sizeof(n), 0) > 0) {
        const std::int64_t result = compute(n);
        send(ends[1], &result, sizeof(result), MSG_NOSIGNAL);
      }
      _exit(0);
    }
    close(ends[1]);
    pids_.push_back(pid);
    sockets_.push_back({.fd = ends[0], .events = POLLIN, .revents = 0});
  }

  std::vector<pid_t> pids_;
  std::vector<pollfd> sockets_;
};

}  // namespace

std::vector<std::int64_t> ComputeAll(Compute compute,
                                     const std::vector<std::int64_t>& inputs,
                                     int workers) {
  Workers all(compute, workers);
  return all.Map(inputs);
}
