// The other end is not a thread of the program's: sockets with a name, other
// processes, and whoever else holds a descriptor.

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <string>
#include <thread>

#include "io.h"
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

TEST(Outside, AConnectionWithinTheProgram) {
  const Result result = Explore({.schedules = 200}, [] {
    sockaddr_un name = {.sun_family = AF_UNIX, .sun_path = {}};
    // An abstract name, which the kernel picks.
    const int door = socket(AF_UNIX, SOCK_STREAM, 0);
    auto* address = reinterpret_cast<sockaddr*>(&name);
    Require(bind(door, address, sizeof(sa_family_t)) == 0, "bound");
    socklen_t size = sizeof(name);
    getsockname(door, address, &size);
    Require(listen(door, 1) == 0, "open");
    std::thread guest([&] {
      const int table = socket(AF_UNIX, SOCK_STREAM, 0);
      Require(connect(table, address, size) == 0, "in");
      Require(send(table, "x", 1, 0) == 1, "ordered");
      close(table);
    });
    const int table = accept(door, nullptr, nullptr);
    char order = 0;
    Require(recv(table, &order, 1, 0) == 1 && order == 'x', "the order");
    Require(recv(table, &order, 1, 0) == 0, "and no more");
    guest.join();
    close(table);
    close(door);
  });
  EXPECT_TRUE(result.clean()) << What(result);
}

// Over TCP, which has times of its own. The door is open all the while, and a
// clock ticks.
TEST(Outside, AConversationOverTheNetwork) {
  const Result result = Explore({.schedules = 100}, [] {
    sockaddr_in name = {};
    name.sin_family = AF_INET;
    name.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto* address = reinterpret_cast<sockaddr*>(&name);
    socklen_t size = sizeof(name);
    const int door = socket(AF_INET, SOCK_STREAM, 0);
    Require(bind(door, address, size) == 0 && listen(door, 1) == 0, "open");
    getsockname(door, address, &size);
    std::thread clock([] { std::this_thread::sleep_for(seconds(5)); });
    std::thread guest([&] {
      const int table = socket(AF_INET, SOCK_STREAM, 0);
      Require(connect(table, address, size) == 0, "in");
      Require(write(table, "x", 1) == 1, "ordered");
      Require(write(table, "y", 1) == 1, "ordered");
      char answer = 0;
      Require(read(table, &answer, 1) == 1, "answered");
      close(table);
    });
    const int table = accept(door, nullptr, nullptr);
    char order[2] = {};
    Require(recv(table, order, 2, MSG_WAITALL) == 2, "both orders");
    Require(Elapsed() == seconds(0), "at once");
    Require(write(table, "z", 1) == 1, "answered");
    Require(read(table, order, 1) == 0, "gone");
    close(table);
    guest.join();
    clock.join();
    close(door);
  });
  EXPECT_TRUE(result.clean()) << What(result);
}

TEST(Outside, NobodyComesThroughTheDoor) {
  const Result result = Explore({.schedules = 2}, [] {
    const int door = socket(AF_INET, SOCK_STREAM, 0);
    Require(listen(door, 1) == 0, "open");
    accept(door, nullptr, nullptr);
  });
  ExpectFound(result, Kind::kDeadlock,
              "waits for a connection to a socket (descriptor ");
}

// A writer of its own that holds the pipe open from before.
TEST(Outside, SomebodyOutside) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const Result result = Explore({.blocked_limit = milliseconds(200)}, [&] {
    std::thread reader([&] {
      char byte = 0;
      // Not the last thing it does: an optimiser would leave no trace of it on
      // the stack.
      Require(read(ends[0], &byte, 1) == 1, "somebody wrote");
    });
    reader.join();
  });
  close(ends[0]);
  close(ends[1]);
  ExpectFound(result, Kind::kNoProgress, "waits to read from a pipe");
  ExpectFound(result, Kind::kNoProgress, "Somebody outside the program");
  ASSERT_FALSE(result.finding->locations.empty()) << What(result);
  EXPECT_EQ(result.finding->locations[0].thread, "thread 1");
  EXPECT_GT(result.finding->locations[0].line, 0);
}

TEST(Outside, AProcessThatAnswersInItsOwnTime) {
  const Result result = Explore({.schedules = 20}, [] {
    Pipe answer;
    const pid_t child = fork();
    if (child == 0) {
      usleep(2'000);
      answer.Write('x');
      _exit(0);
    }
    int status = -1;
    std::thread waiter(
        [&] { Require(waitpid(child, &status, 0) == child, "it has ended"); });
    Require(answer.Read() == 'x', "its answer");
    waiter.join();
    Require(WIFEXITED(status) && WEXITSTATUS(status) == 0, "well");
    Require(Elapsed() == seconds(0), "its time is not ours");
  });
  EXPECT_TRUE(result.clean()) << What(result);
}

// Another thread has to go on for the child to end.
TEST(Outside, AProcessThatWaitsForAThread) {
  const Result result = Explore({.schedules = 50}, [] {
    Pipe order;
    const pid_t child = fork();
    if (child == 0) _exit(order.Read() == 'x' ? 0 : 1);
    std::thread guest([&] { order.Write('x'); });
    int status = -1;
    Require(waitpid(child, &status, 0) == child, "it has ended");
    Require(WIFEXITED(status) && WEXITSTATUS(status) == 0, "well");
    guest.join();
  });
  EXPECT_TRUE(result.clean()) << What(result);
}

// Nobody told the explorer of this one.
TEST(Outside, AProcessThatIsSpawned) {
  const Result result = Explore({.schedules = 5}, [] {
    Pipe words;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, words.ends[1], STDOUT_FILENO);
    std::string line[] = {"sh", "-c", "sleep 0.01; echo x"};
    char* arguments[] = {line[0].data(), line[1].data(), line[2].data(),
                         nullptr};
    pid_t child = -1;
    Require(posix_spawn(&child, "/bin/sh", &actions, nullptr, arguments,
                        environ) == 0,
            "spawned");
    posix_spawn_file_actions_destroy(&actions);
    std::thread listener([&] { Require(words.Read() == 'x', "what it said"); });
    listener.join();
    Require(waitpid(child, nullptr, 0) == child, "it has ended");
  });
  EXPECT_TRUE(result.clean()) << What(result);
}

TEST(Outside, WhereAProcessHasAPartNothingIsProved) {
  const auto body = [](bool forks) {
    if (!forks) return;
    const pid_t child = fork();
    if (child == 0) _exit(0);
    Require(waitpid(child, nullptr, 0) == child, "it has ended");
  };
  EXPECT_TRUE(Explore({.schedules = 8}, [&] { body(false); }).proved);
  const Result result = Explore({.schedules = 8}, [&] { body(true); });
  EXPECT_TRUE(result.clean()) << What(result);
  EXPECT_FALSE(result.proved);
}

// What becomes of a process is for the program to say, and no finding.
TEST(Outside, AProcessThatCrashes) {
  const Result result = Explore({.schedules = 3}, [] {
    for (const int number : {SIGSEGV, SIGABRT}) {
      const pid_t child = fork();
      if (child == 0) {
        raise(number);
        _exit(0);
      }
      int status = 0;
      Require(waitpid(child, &status, 0) == child, "it has ended");
      Require(WIFSIGNALED(status) && WTERMSIG(status) == number, "badly");
    }
  });
  EXPECT_TRUE(result.clean()) << What(result);
}

}  // namespace
