// Who waits for ever is found, and who only takes long is not.

#include "harness/family.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "kitchen/processes/message_queue.h"
#include "kitchen/processes/process.h"
#include "schedule/explore.h"

namespace {

using harness::Family;
using harness::Rendezvous;
using kitchen::MessageQueue;
using kitchen::Process;

schedule::Result ExploreFew(const std::function<void()>& body) {
  return schedule::Explore({.schedules = 3, .shrink = false}, body);
}

// What is found; "" where nothing is.
std::string Found(const std::function<void()>& body) {
  const schedule::Result result = ExploreFew(body);
  return result.finding.has_value() ? result.finding->message : "";
}

// Keeps a processor busy. Virtual time stands still, so it counts.
void Compute(int rounds) {
  volatile int sum = 0;
  for (int i = 0; i < rounds; ++i) sum = sum + i;
}

TEST(Family, ParentAndChildWaitForEachOther) {
  const schedule::Result result = ExploreFew([] {
    MessageQueue queue;
    const Family family;
    Process john("John", [&] {
      for (int i = 0; i < 1000; ++i) queue.Put("more");
    });
    john.Join();
  });
  ASSERT_TRUE(result.finding.has_value());
  EXPECT_EQ(result.finding->kind, schedule::Kind::kDeadlock);
  EXPECT_EQ(result.finding->message,
            "nobody can ever go on: main waits for a process to end, and the "
            "process 'John' waits to write to a pipe, which is full and from "
            "which nobody reads");
}

TEST(Family, AllHaveEndedAndAreZombies) {
  const std::string found = Found([] {
    MessageQueue queue;
    const Family family;
    Process john("John", [&] { queue.Put("hello"); });
    while (queue.Get().has_value()) {
    }
    john.Join();
  });
  EXPECT_TRUE(
      found.starts_with("nobody can ever go on: main waits to read from") &&
      found.ends_with(", and all processes that it started have ended"))
      << found;
}

// The explorer itself says it better.
TEST(Family, NobodyIsThereAtAll) {
  const schedule::Result result = ExploreFew([] {
    MessageQueue queue;
    const Family family;
    queue.Get();
  });
  ASSERT_TRUE(result.finding.has_value());
  EXPECT_EQ(result.finding->kind, schedule::Kind::kDeadlock);
}

TEST(Family, SomeNeverComeToAMeeting) {
  const schedule::Result result = ExploreFew([] {
    const Rendezvous meeting(2, "both have to come");
    const Family family;
    Process("John", [&] { meeting.Meet(); }).Join();
    Process("Jane", [&] { meeting.Meet(); }).Join();
  });
  ASSERT_TRUE(result.finding.has_value());
  EXPECT_EQ(result.finding->message, "both have to come");
  // Whose line it is, and where the test's own thread waits.
  ASSERT_EQ(result.finding->locations.size(), 2);
  EXPECT_EQ(result.finding->locations[0].what, "this was expected");
  EXPECT_EQ(result.finding->locations[1].thread, "main");
  EXPECT_EQ(result.finding->locations[1].what, "waits for a process to end");
}

TEST(Family, AllComeToAMeeting) {
  EXPECT_EQ(Found([] {
              const Rendezvous meeting(2, "both have to come");
              const Family family;
              Process john("John", [&] { meeting.Meet(); });
              Process jane("Jane", [&] { meeting.Meet(); });
              john.Join();
              jane.Join();
              family.RequireNothingLeft("this");
            }),
            "");
}

// Far longer than the explorer waits before it lets virtual time pass.
TEST(Family, OneTakesItsTime) {
  EXPECT_EQ(Found([] {
              const Family family;
              Process sleeps("sleeps", [] {
                std::this_thread::sleep_for(std::chrono::milliseconds(700));
              });
              Process computes("computes", [] { Compute(50'000'000); });
              sleeps.Join();
              computes.Join();
            }),
            "");
}

// So many operations that virtual time passes for it, while a zombie waits.
TEST(Family, TheParentIsBusy) {
  EXPECT_EQ(Found([] {
              int ends[2];
              schedule::Require(pipe(ends) == 0, "a pipe");
              const Family family;
              Process john("John", [&] {
                const std::string bytes(30'000, 'x');
                schedule::Require(
                    write(ends[1], bytes.data(), bytes.size()) == 30'000,
                    "written");
              });
              close(ends[1]);
              char one = 0;
              int count = 0;
              while (read(ends[0], &one, 1) == 1) ++count;
              schedule::Require(count == 30'000, "all of them");
              close(ends[0]);
              john.Join();
            }),
            "");
}

TEST(Family, ItsLinesAreHeard) {
  EXPECT_EQ(Found([] {
              const Family family;
              Process john("John", [] { harness::SayInFamily("hello"); });
              john.Join();
              schedule::Require(
                  family.Lines() == std::vector<std::string>{"hello"}, "heard");
            }),
            "");
}

TEST(Family, WhatIsLeftIsFound) {
  EXPECT_TRUE(Found([] {
                const Family family;
                if (fork() == 0) _exit(0);
                usleep(1000);
                family.RequireNothingLeft("Work");
              }).starts_with("a process "));
  const std::string descriptor = Found([] {
    const Family family;
    schedule::Require(dup(STDIN_FILENO) >= 0, "a descriptor");
    family.RequireNothingLeft("Work");
  });
  EXPECT_NE(descriptor.find("is still open: Work opened it"), std::string::npos)
      << descriptor;
  const std::string twice = Found([] {
    const Family family;
    const pid_t child = fork();
    if (child != 0) waitpid(child, nullptr, 0);
    family.Returned();
    family.RequireNothingLeft("Work");
  });
  EXPECT_TRUE(twice.starts_with("Work returned in a process")) << twice;
}

}  // namespace
