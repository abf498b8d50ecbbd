// Pipes, sockets, eventfds and processes: waiting for what another writes.

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <mutex>
#include <thread>

#include "kernels/kernel.h"

namespace kernels {
namespace {

using schedule::Kind;
using schedule::Require;

struct Pipe {
  Pipe() { Require(pipe(ends) == 0, "a pipe"); }
  ~Pipe() {
    close(ends[0]);
    if (!closed) close(ends[1]);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  void Write() { Require(write(ends[1], "x", 1) == 1, "a byte is written"); }
  // False at the end of what was written.
  bool Read() {
    char got = 0;
    const ssize_t count = read(ends[0], &got, 1);
    Require(count == 0 || got == 'x', "the byte that was written");
    return count == 1;
  }
  void Finish() {
    closed = true;
    close(ends[1]);
  }
  int ends[2];
  bool closed = false;
};

// The eater waits at the pipe; the cook writes to it, or, where it is broken,
// only if somebody seems to wait.
template <bool kRight>
void PipeBell() {
  Pipe bell;
  std::mutex mutex;
  bool waits = false;
  Together(
      [&] {
        mutex.lock();
        waits = true;
        mutex.unlock();
        Require(bell.Read(), "the bell");
      },
      [&] {
        mutex.lock();
        const bool rings = waits || kRight;
        mutex.unlock();
        if (rings) bell.Write();
      });
}

// Two write to a pipe that is read to its end. The one that finishes last has
// to close it.
template <bool kRight>
void PipeEnd() {
  Pipe orders;
  std::mutex mutex;
  int left = 2;
  const auto write_one = [&] {
    orders.Write();
    mutex.lock();
    const bool last = left == 1;
    if (!kRight) mutex.unlock();
    if (!kRight) mutex.lock();
    --left;
    mutex.unlock();
    if (last) orders.Finish();
  };
  Together(write_one, write_one, [&] {
    int count = 0;
    while (orders.Read()) ++count;
    Require(count == 2, "both orders");
  });
}

// Two rings, and a read for each. An eventfd adds them up, and the first read
// takes both, unless it is a semaphore.
template <int kFlags>
void BellTwice() {
  const int bell = eventfd(0, kFlags);
  const auto ring = [&] { Require(eventfd_write(bell, 1) == 0, "rung"); };
  Together(ring, ring, [&] {
    eventfd_t rings = 0;
    for (int i = 0; i < 2; ++i) {
      Require(eventfd_read(bell, &rings) == 0, "heard");
    }
  });
  close(bell);
}

// One rings; the other empties the bell before it waits, as if nobody could
// have rung yet.
template <bool kRight>
void BellEmptied() {
  const int bell = eventfd(0, EFD_NONBLOCK);
  Together([&] { Require(eventfd_write(bell, 1) == 0, "the first ring"); },
           [&] {
             eventfd_t rings = 0;
             if (!kRight) eventfd_read(bell, &rings);
             pollfd wait = {.fd = bell, .events = POLLIN, .revents = 0};
             Require(poll(&wait, 1, -1) == 1, "the bell");
           });
  close(bell);
}

// Waits 100 ms for an answer, and takes silence for "none will come": the pipe
// is gone when the cook writes.
template <bool kRight>
void PollGivesUp() {
  int ends[2];
  Require(pipe(ends) == 0, "a pipe");
  std::thread cook([&] {
    usleep(10'000);
    Require(write(ends[1], "x", 1) == 1, "somebody still listens");
  });
  pollfd wait = {.fd = ends[0], .events = POLLIN, .revents = 0};
  poll(&wait, 1, 100);
  if (kRight) cook.join();
  close(ends[0]);
  if (!kRight) cook.join();
  close(ends[1]);
}

// The same silence, taken for the end of the orders.
template <bool kRight>
void SelectGivesUp() {
  Pipe orders;
  std::thread guest([&] {
    usleep(10'000);
    orders.Write();
  });
  int found = 0;
  do {
    fd_set set;
    FD_ZERO(&set);
    FD_SET(orders.ends[0], &set);
    timeval span = {.tv_sec = 0, .tv_usec = 100'000};
    found = select(orders.ends[0] + 1, &set, nullptr, nullptr, &span);
  } while (kRight && found == 0);
  Require(found == 1, "the order was seen");
  guest.join();
}

void Conversation() {
  int ends[2];
  Require(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0, "a pair");
  Together(
      [&] {
        char got[4] = {};
        Require(recv(ends[0], got, 4, MSG_WAITALL) == 4, "the question");
        Require(send(ends[0], "yes", 3, 0) == 3, "answered");
        shutdown(ends[0], SHUT_WR);
      },
      [&] {
        char got[8] = {};
        Require(write(ends[1], "fr", 2) == 2, "asked");
        Require(write(ends[1], "y?", 2) == 2, "asked");
        Require(recv(ends[1], got, 8, MSG_WAITALL) == 3, "the answer");
      });
  close(ends[0]);
  close(ends[1]);
}

// A pipe as a mutex: one token goes around.
template <bool kRight>
void TokenInAPipe() {
  Pipe token;
  token.Write();
  int count = 0;
  Both([&] {
    token.Read();
    if (!kRight) token.Write();
    ++count;
    if (kRight) token.Write();
  });
  Require(count == 2, "both counted");
}

// More than a pipe holds goes through in pieces.
void LongLetter() {
  Pipe post;
  constexpr size_t kSize = 150'000;
  static const char letter[kSize] = {};
  Together(
      [&] {
        Require(write(post.ends[1], letter, kSize) == ssize_t{kSize}, "sent");
        post.Finish();
      },
      [&] {
        char part[20'000];
        size_t got = 0;
        for (;;) {
          const ssize_t count = read(post.ends[0], part, sizeof(part));
          if (count <= 0) break;
          got += static_cast<size_t>(count);
        }
        Require(got == kSize, "all of it");
      });
}

// A process that answers, and one thread that waits for its end while another
// waits for its words.
void Child() {
  Pipe words;
  const pid_t child = fork();
  if (child == 0) {
    const bool done = write(words.ends[1], "x", 1) == 1;
    _exit(done ? 7 : 1);
  }
  int status = 0;
  Together(
      [&] {
        Require(waitpid(child, &status, 0) == child, "the child has ended");
      },
      [&] { Require(words.Read(), "what it said"); });
  Require(WIFEXITED(status) && WEXITSTATUS(status) == 7, "as it should");
}

constexpr Kernel kKernels[] = {
    Broken("pipe_bell", "rings only if somebody seems to wait", Kind::kDeadlock,
           PipeBell<false>),
    Right("pipe_bell.right", "rings always", PipeBell<true>),
    Broken("pipe_end",
           "which of two writers is the last is looked at and counted apart: "
           "nobody closes the pipe",
           Kind::kDeadlock, PipeEnd<false>),
    Right("pipe_end.right", "in one step", PipeEnd<true>),
    Broken("eventfd_adds_up", "one read takes two rings", Kind::kDeadlock,
           BellTwice<0>),
    Right("eventfd_adds_up.right", "a semaphore's read takes one",
          BellTwice<EFD_SEMAPHORE>),
    Broken("eventfd_emptied", "empties the bell in front of the wait",
           Kind::kDeadlock, BellEmptied<false>),
    Right("eventfd_emptied.right", "waits first", BellEmptied<true>),
    Broken("poll_gives_up", "takes a time-out for the end, and closes the pipe",
           Kind::kCrash, PollGivesUp<false>)
        .OnASlowDay(),
    Right("poll_gives_up.right", "waits for the writer, then closes",
          PollGivesUp<true>)
        .OnASlowDay(),
    Broken("select_gives_up", "takes a time-out for the end",
           Kind::kWrongResult, SelectGivesUp<false>)
        .OnASlowDay(),
    Right("select_gives_up.right", "waits again", SelectGivesUp<true>)
        .OnASlowDay(),
    Broken("pipe_token", "gives the token back before it has counted",
           Kind::kDataRace, TokenInAPipe<false>)
        .UnderTsan(),
    Right("pipe_token.right", "gives it back afterwards", TokenInAPipe<true>),
    Right("socket_pair.right", "a question and an answer", Conversation),
    Right("pipe_overflow.right", "more than a pipe holds", LongLetter),
    Right("process.right", "a process that answers", Child),
};

}  // namespace

std::span<const Kernel> PipeKernels() { return kKernels; }

}  // namespace kernels
