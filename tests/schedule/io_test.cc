// Waiting for descriptors: exact deadlocks and exact times.

#include "io.h"

#include <errno.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "schedule/explore.h"
#include "what.h"

namespace {

using schedule::Elapsed;
using schedule::Explore;
using schedule::Kind;
using schedule::Require;
using schedule::Result;
using std::chrono::milliseconds;
using std::chrono::seconds;

TEST(Io, AByteThroughAPipeIsProved) {
  const Result result = Explore({}, [] {
    Pipe pipe;
    std::thread writer([&] { pipe.Write('x'); });
    Require(pipe.Read() == 'x', "the byte");
    writer.join();
  });
  EXPECT_TRUE(result.clean()) << What(result);
  EXPECT_TRUE(result.proved);
}

TEST(Io, PipeNobodyWritesTo) {
  const Result result = Explore({}, [] {
    Pipe pipe;
    std::thread reader([&] { pipe.Read(); });
    reader.join();
  });
  ExpectFound(result, Kind::kDeadlock,
              "thread 1 waits to read from a pipe (descriptor ");
  ExpectFound(result, Kind::kDeadlock, "is still open");
  ASSERT_EQ(result.finding->locations.size(), 2U);
  EXPECT_GT(result.finding->locations[1].line, 0);
}

TEST(Io, ClosingTheWriteEndEndsTheWait) {
  const Result result = Explore({}, [] {
    Pipe pipe;
    std::thread reader([&] { Require(pipe.Read() == 0, "the end"); });
    pipe.CloseWriteEnd();
    reader.join();
  });
  EXPECT_TRUE(result.clean()) << What(result);
  EXPECT_TRUE(result.proved);
}

TEST(Io, ReplacingTheWriteEndEndsTheWait) {
  const Result result = Explore({}, [] {
    Pipe pipe;
    std::thread reader([&] { Require(pipe.Read() == 0, "the end"); });
    Require(dup2(pipe.ends[0], pipe.ends[1]) >= 0, "the write end is gone");
    reader.join();
  });
  EXPECT_TRUE(result.clean()) << What(result);
}

TEST(Io, EventfdNobodyWritesTo) {
  const Result result = Explore({}, [] {
    const int bell = eventfd(0, 0);
    eventfd_t rings = 0;
    eventfd_read(bell, &rings);
  });
  ExpectFound(result, Kind::kDeadlock,
              "main waits to read from an eventfd (descriptor ");
}

TEST(Io, BothSidesTalkAndNobodyListens) {
  const Result result = Explore({.schedules = 20}, [] {
    int ends[2];
    Require(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0, "a pair");
    const auto talk = [](int end) {
      const std::vector<char> speech(1'000'000);
      (void)!write(end, speech.data(), speech.size());
    };
    std::thread john(talk, ends[0]);
    talk(ends[1]);
    john.join();
  });
  ExpectFound(result, Kind::kDeadlock,
              "waits to write to a socket (descriptor ");
  ExpectFound(result, Kind::kDeadlock, "which nobody will read from");
}

// A socket takes some before it is full, and so does the explorer's.
TEST(Io, BothSidesTalkBrieflyFirst) {
  const Result result = Explore({.schedules = 100}, [] {
    int ends[2];
    Require(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0, "a pair");
    constexpr size_t kSize = 60'000;
    const auto talk = [](int end) {
      std::vector<char> speech(kSize);
      Require(write(end, speech.data(), kSize) == ssize_t{kSize}, "said");
      Require(recv(end, speech.data(), kSize, MSG_WAITALL) == ssize_t{kSize},
              "heard");
    };
    std::thread john(talk, ends[0]);
    talk(ends[1]);
    john.join();
    close(ends[0]);
    close(ends[1]);
  });
  EXPECT_TRUE(result.clean()) << What(result);
}

TEST(Io, ALoopWithNothingToSee) {
  const Result result = Explore({.schedules = 1}, [] {
    int ends[2];
    Require(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends) == 0, "a pair");
    const int loop = epoll_create1(0);
    epoll_event event = {.events = EPOLLIN, .data = {}};
    epoll_ctl(loop, EPOLL_CTL_ADD, ends[0], &event);
    epoll_wait(loop, &event, 1, -1);
  });
  ExpectFound(result, Kind::kDeadlock, "main waits in epoll_wait (descriptor ");
}

TEST(Io, MoreThanAPipeHoldsArrivesWhole) {
  const Result result = Explore({.schedules = 100}, [] {
    Pipe pipe;
    std::string letter;
    while (letter.size() < 150'000) letter += std::to_string(letter.size());
    std::thread writer([&] {
      Require(write(pipe.ends[1], letter.data(), letter.size()) ==
                  static_cast<ssize_t>(letter.size()),
              "written");
      pipe.CloseWriteEnd();
    });
    std::string got;
    std::array<char, 10'000> part;
    for (;;) {
      const ssize_t count = read(pipe.ends[0], part.data(), part.size());
      if (count <= 0) break;
      got.append(part.data(), static_cast<size_t>(count));
    }
    Require(got == letter, "the same letter");
    writer.join();
  });
  EXPECT_TRUE(result.clean()) << What(result);
}

TEST(Io, WritingToNobody) {
  const Result result = Explore({}, [] {
    Pipe pipe;
    close(pipe.ends[0]);
    (void)!write(pipe.ends[1], "x", 1);
  });
  ExpectFound(result, Kind::kCrash, "whose other end is closed");
  ASSERT_FALSE(result.finding->locations.empty());
}

// A loop that looks and looks gives way to a sleeper.
TEST(Io, LookingAgainAndAgain) {
  const Result result = Explore({.schedules = 100}, [] {
    int ends[2];
    Require(pipe2(ends, O_NONBLOCK) == 0, "a pipe");
    std::thread cook([&] {
      std::this_thread::sleep_for(seconds(5));
      Require(write(ends[1], "x", 1) == 1, "served");
    });
    char got = 0;
    while (read(ends[0], &got, 1) < 0) Require(errno == EAGAIN, "not yet");
    Require(Elapsed() == seconds(5), "as long as it takes");
    cook.join();
    close(ends[0]);
    close(ends[1]);
  });
  EXPECT_TRUE(result.clean()) << What(result);
}

TEST(Io, TimeOutsAreExact) {
  const Result result = Explore({.schedules = 10}, [] {
    Pipe pipe;
    pollfd poll_one = {.fd = pipe.ends[0], .events = POLLIN, .revents = 0};
    Require(poll(&poll_one, 1, 1500) == 0, "nothing");
    Require(Elapsed() == milliseconds(1500), "poll");
    const timespec half = {.tv_sec = 0, .tv_nsec = 500'000'000};
    Require(ppoll(&poll_one, 1, &half, nullptr) == 0, "nothing");
    Require(Elapsed() == seconds(2), "ppoll");
    fd_set set;
    FD_ZERO(&set);
    FD_SET(pipe.ends[0], &set);
    const timeval second = {.tv_sec = 1, .tv_usec = 0};
    timeval left = second;
    Require(select(pipe.ends[0] + 1, &set, nullptr, nullptr, &left) == 0,
            "nothing");
    Require(!FD_ISSET(pipe.ends[0], &set), "and says so");
    Require(Elapsed() == seconds(3), "select");
    Require(pselect(0, nullptr, nullptr, nullptr, &half, nullptr) == 0,
            "a sleep");
    Require(Elapsed() == milliseconds(3500), "pselect");
    const int loop = epoll_create1(0);
    epoll_event event;
    Require(epoll_wait(loop, &event, 1, 500) == 0, "nothing");
    Require(Elapsed() == seconds(4), "epoll_wait");
    close(loop);
    int ends[2];
    socketpair(AF_UNIX, SOCK_DGRAM, 0, ends);
    setsockopt(ends[0], SOL_SOCKET, SO_RCVTIMEO, &second, sizeof(second));
    char got;
    Require(recv(ends[0], &got, 1, 0) == -1 && errno == EAGAIN, "nothing");
    Require(Elapsed() == seconds(5), "recv");
    close(ends[0]);
    close(ends[1]);
  });
  EXPECT_TRUE(result.clean()) << What(result);
}

TEST(Io, TimersGoOffOnTime) {
  const Result result = Explore({.schedules = 100}, [] {
    const int timer = timerfd_create(CLOCK_MONOTONIC, 0);
    const itimerspec spec = {.it_interval = {.tv_sec = 2, .tv_nsec = 0},
                             .it_value = {.tv_sec = 5, .tv_nsec = 0}};
    // Set while somebody waits already.
    std::thread setter([&] { timerfd_settime(timer, 0, &spec, nullptr); });
    uint64_t times = 0;
    Require(read(timer, &times, sizeof(times)) == sizeof(times), "went off");
    Require(times == 1 && Elapsed() == seconds(5), "once, after 5 s");
    setter.join();
    std::this_thread::sleep_for(seconds(5));
    Require(read(timer, &times, sizeof(times)) == sizeof(times), "went off");
    Require(times == 2 && Elapsed() == seconds(10), "twice meanwhile");
    itimerspec left;
    timerfd_gettime(timer, &left);
    Require(left.it_value.tv_sec == 1, "and again in a second");
    close(timer);
  });
  EXPECT_TRUE(result.clean()) << What(result);
}

TEST(Io, ATimerThatIsNotSetIsWaitedForInVain) {
  const Result result = Explore({.schedules = 1}, [] {
    const int timer = timerfd_create(CLOCK_MONOTONIC, 0);
    uint64_t times = 0;
    (void)!read(timer, &times, sizeof(times));
  });
  ExpectFound(result, Kind::kDeadlock, "waits to read from a timer");
}

// A loop as in the libraries: a bell to be woken by, and work from others.
class Loop {
 public:
  Loop() : bell_(eventfd(0, EFD_NONBLOCK)), epoll_(epoll_create1(0)) {
    epoll_event event = {.events = EPOLLIN, .data = {}};
    epoll_ctl(epoll_, EPOLL_CTL_ADD, bell_, &event);
  }
  ~Loop() {
    close(epoll_);
    close(bell_);
  }
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  void Post(int work, bool rings) {
    {
      const std::scoped_lock lock(mutex_);
      work_.push_back(work);
    }
    if (rings) eventfd_write(bell_, 1);
  }

  int Run(int wanted) {
    int sum = 0;
    for (int done = 0; done < wanted;) {
      epoll_event event;
      epoll_wait(epoll_, &event, 1, -1);
      eventfd_t rings = 0;
      eventfd_read(bell_, &rings);
      const std::scoped_lock lock(mutex_);
      for (const int work : work_) sum += work;
      done += static_cast<int>(work_.size());
      work_.clear();
    }
    return sum;
  }

 private:
  int bell_;
  int epoll_;
  std::mutex mutex_;
  std::vector<int> work_;
};

TEST(Io, ALoopThatIsWoken) {
  const Result result = Explore({}, [] {
    Loop loop;
    std::thread john([&] { loop.Post(1, true); });
    std::thread jane([&] { loop.Post(2, true); });
    Require(loop.Run(2) == 3, "all the work was done");
    john.join();
    jane.join();
  });
  EXPECT_TRUE(result.clean()) << What(result);
}

TEST(Io, ALoopThatNobodyWakes) {
  const Result result = Explore({}, [] {
    Loop loop;
    std::thread john([&] { loop.Post(1, true); });
    std::thread jane([&] { loop.Post(2, false); });
    loop.Run(2);
    john.join();
    jane.join();
  });
  ExpectFound(result, Kind::kDeadlock, "waits in epoll_wait");
}

}  // namespace
