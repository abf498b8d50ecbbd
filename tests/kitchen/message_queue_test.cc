#include "kitchen/processes/message_queue.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

#include "kitchen/processes/process.h"
#include "leftovers.h"

namespace {

using kitchen::MessageQueue;
using kitchen::Process;

class MessageQueueTest : public testing::Test {
 protected:
  void TearDown() override {
    EXPECT_FALSE(HasChild());
    EXPECT_EQ(OpenDescriptors(), open_);
  }

  const std::set<int> open_ = OpenDescriptors();
};

TEST_F(MessageQueueTest, KeepsMessagesWholeAndInOrder) {
  MessageQueue queue;
  const std::string longest(MessageQueue::kLongest, 'x');
  const std::string zeros("a\0b", 3);
  for (const std::string& message : {std::string("first"), std::string(), zeros,
                                     longest, std::string("last")}) {
    queue.Put(message);
  }
  queue.CloseWriting();
  EXPECT_EQ(queue.Get(), "first");
  EXPECT_EQ(queue.Get(), "");
  EXPECT_EQ(queue.Get(), zeros);
  EXPECT_EQ(queue.Get(), longest);
  EXPECT_EQ(queue.Get(), "last");
  EXPECT_EQ(queue.Get(), std::nullopt);
  EXPECT_EQ(queue.Get(), std::nullopt);
}

TEST_F(MessageQueueTest, RefusesWhatIsTooLong) {
  MessageQueue queue;
  EXPECT_THROW(queue.Put(std::string(MessageQueue::kLongest + 1, 'x')),
               std::length_error);
}

TEST_F(MessageQueueTest, ManyPutAndSeveralGet) {
  constexpr int kEach = 300;
  MessageQueue orders;
  MessageQueue made;
  std::vector<Process> staff;
  for (int who = 0; who < 3; ++who) {
    staff.emplace_back("guest", [&, who] {
      for (int i = 0; i < kEach; ++i) {
        orders.Put(std::string(100 + i, static_cast<char>('a' + who)));
      }
    });
  }
  for (int who = 0; who < 2; ++who) {
    staff.emplace_back("cook", [&] {
      orders.CloseWriting();
      while (std::optional<std::string> order = orders.Get()) made.Put(*order);
    });
  }
  orders.CloseWriting();
  made.CloseWriting();
  std::map<std::string, int> seen;
  while (std::optional<std::string> message = made.Get()) ++seen[*message];
  EXPECT_EQ(seen.size(), 3 * kEach);
  for (const auto& [message, times] : seen) {
    EXPECT_EQ(times, 1);
    EXPECT_EQ(message, std::string(message.size(), message[0]));
  }
}

TEST_F(MessageQueueTest, EndsWhenTheLastWriterIsKilled) {
  MessageQueue queue;
  Process stays("stays", [&] {
    queue.Put("here");
    for (;;) pause();
  });
  queue.CloseWriting();
  EXPECT_EQ(queue.Get(), "here");
  stays.Kill();
  EXPECT_EQ(queue.Get(), std::nullopt);
}

// Its messages are whole or not there, whenever it was killed.
TEST_F(MessageQueueTest, AKilledWriterLeavesNoHalfMessage) {
  for (int wanted = 0; wanted < 20; ++wanted) {
    MessageQueue queue;
    Process writer("writer", [&] {
      for (;;) queue.Put(std::string(4000, 'x'));
    });
    queue.CloseWriting();
    for (int i = 0; i < wanted; ++i) EXPECT_TRUE(queue.Get().has_value());
    writer.Kill();
    while (std::optional<std::string> message = queue.Get()) {
      EXPECT_EQ(message, std::string(4000, 'x'));
    }
  }
}

TEST_F(MessageQueueTest, SaysWhenNobodyReads) {
  MessageQueue queue;
  queue.CloseReading();
  try {
    queue.Put("for nobody");
    FAIL() << "nobody has the reading end";
  } catch (const std::system_error& error) {
    EXPECT_EQ(error.code(), std::errc::broken_pipe) << error.what();
  }
  sigset_t pending;
  sigpending(&pending);
  EXPECT_EQ(sigismember(&pending, SIGPIPE), 0) << "a signal is left over";
}

TEST_F(MessageQueueTest, AWriterThatWaitsForRoomIsToldThatTheReaderIsGone) {
  MessageQueue queue;
  Process writer("writer", [&] {
    queue.CloseReading();
    try {
      for (;;) queue.Put("more");
    } catch (const std::system_error&) {
      _exit(3);
    }
  });
  EXPECT_EQ(queue.Get(), "more");
  queue.CloseReading();
  writer.Join();
  EXPECT_EQ(writer.exit_code(), 3);
}

TEST_F(MessageQueueTest, ThreadsMayUseItToo) {
  MessageQueue queue;
  std::thread guest([&] {
    for (int i = 0; i < 100; ++i) queue.Put(std::to_string(i));
  });
  for (int i = 0; i < 100; ++i) EXPECT_EQ(queue.Get(), std::to_string(i));
  guest.join();
}

TEST_F(MessageQueueTest, IsNotPassedToOtherPrograms) {
  const std::set<int> before = OpenDescriptors();
  const MessageQueue queue;
  int more = 0;
  for (const int fd : OpenDescriptors()) {
    if (before.contains(fd)) continue;
    ++more;
    EXPECT_NE(fcntl(fd, F_GETFD) & FD_CLOEXEC, 0);
  }
  EXPECT_EQ(more, 2);
}

}  // namespace
